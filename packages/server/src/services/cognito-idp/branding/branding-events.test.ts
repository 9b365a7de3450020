import {
  CreateManagedLoginBrandingCommand,
  CreateUserPoolDomainCommand,
  DeleteManagedLoginBrandingCommand,
  DeleteTermsCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  SetUICustomizationCommand,
  SetUserPoolClientSessionConfigurationCommand,
  UpdateManagedLoginBrandingCommand,
  UpdateTermsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { createTerms } from "../../../../test/cognito-idp/client-with-terms.ts";
import { newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { PNG, svg } from "../../../../test/cognito-idp/images.ts";
import { putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("every change to the pages' looks is an event, and a pool that is deleted leaves nothing of them", async () => {
    const server = await start();
    const { sdk, poolId: UserPoolId, main, ...pool } = await putPoolInUse(server);
    const ClientId = main.clientId;
    const Domain = newDomainName();
    await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
    await sdk.send(new SetUICustomizationCommand({ UserPoolId, ClientId, ImageFile: PNG }));
    const { ManagedLoginBranding } = await sdk.send(
      new CreateManagedLoginBrandingCommand({
        UserPoolId,
        ClientId,
        Settings: {},
        Assets: [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: svg() }],
      }),
    );
    const ManagedLoginBrandingId = ManagedLoginBranding?.ManagedLoginBrandingId;
    await sdk.send(new UpdateManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId, Settings: {} }));
    const { TermsId } = await createTerms({ sdk, poolId: UserPoolId, main, ...pool }, { clientId: ClientId });
    await sdk.send(new UpdateTermsCommand({ UserPoolId, TermsId }));
    await sdk.send(
      new SetUserPoolClientSessionConfigurationCommand({ UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 5 } }),
    );
    await sdk.send(new DeleteTermsCommand({ UserPoolId, TermsId }));
    await sdk.send(new DeleteManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId }));
    const again = new CreateManagedLoginBrandingCommand({ UserPoolId, ClientId, UseCognitoProvidedValues: true });
    await sdk.send(again);
    await createTerms({ sdk, poolId: UserPoolId, main, ...pool }, { clientId: ClientId });
    await sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    await sdk.send(new DeleteUserPoolCommand({ UserPoolId }));

    await server.close(async () => {
      const events = await server.select("select kind, resource from events order by seq");
      const about = events
        .filter(({ kind }) => /UICustomization|Branding|Terms|Session/.test(String(kind)))
        .map(({ kind, resource }) => `${kind} ${resource}`);
      expect(about.slice(0, 8)).toEqual([
        `cognito-idp.UICustomizationSet ${UserPoolId}/ui-customization/${ClientId}`,
        `cognito-idp.ManagedLoginBrandingCreated ${UserPoolId}/branding/${ManagedLoginBrandingId}`,
        `cognito-idp.ManagedLoginBrandingUpdated ${UserPoolId}/branding/${ManagedLoginBrandingId}`,
        `cognito-idp.TermsCreated ${UserPoolId}/terms/${TermsId}`,
        `cognito-idp.TermsUpdated ${UserPoolId}/terms/${TermsId}`,
        `cognito-idp.UserPoolClientSessionConfigurationSet ${UserPoolId}/${ClientId}`,
        `cognito-idp.TermsDeleted ${UserPoolId}/terms/${TermsId}`,
        `cognito-idp.ManagedLoginBrandingDeleted ${UserPoolId}/branding/${ManagedLoginBrandingId}`,
      ]);
      for (const table of ["ui_customizations", "login_styles", "page_assets", "terms"]) {
        expect([table, await server.select(`select * from ${table}`)]).toEqual([table, []]);
      }
    });
  });
});
