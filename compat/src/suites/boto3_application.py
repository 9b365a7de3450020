"""What a Python application does beyond single calls: exception classes, datetimes and paginators of boto3."""

import datetime
import unittest
import uuid

import boto3


class Boto3(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cognito = boto3.client("cognito-idp")
        cls.pool_id = cls.cognito.create_user_pool(PoolName="compat")["UserPool"]["Id"]
        client = cls.cognito.create_user_pool_client(
            UserPoolId=cls.pool_id, ClientName="compat", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )
        cls.client_id = client["UserPoolClient"]["ClientId"]

    def test_errors_are_the_classes_of_the_client(self):
        name = f"user_{uuid.uuid4().hex}"
        self.cognito.sign_up(ClientId=self.client_id, Username=name, Password="Password1!")
        with self.assertRaises(self.cognito.exceptions.UserNotConfirmedException) as raised:
            self.cognito.initiate_auth(
                ClientId=self.client_id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": name, "PASSWORD": "Password1!"},
            )
        metadata = raised.exception.response["ResponseMetadata"]
        self.assertEqual(metadata["HTTPStatusCode"], 400)
        uuid.UUID(metadata["RequestId"])
        with self.assertRaises(self.cognito.exceptions.UsernameExistsException):
            self.cognito.sign_up(ClientId=self.client_id, Username=name, Password="Password1!")
        with self.assertRaises(self.cognito.exceptions.ResourceNotFoundException):
            self.cognito.describe_user_pool(UserPoolId="us-east-1_000000000")

    def test_dates_have_a_time_zone(self):
        pool = self.cognito.describe_user_pool(UserPoolId=self.pool_id)["UserPool"]
        self.assertIsInstance(pool["CreationDate"], datetime.datetime)
        self.assertIsNotNone(pool["CreationDate"].tzinfo)

    def test_paginators_see_each_user_once(self):
        pool_id = self.cognito.create_user_pool(PoolName="compat")["UserPool"]["Id"]
        names = sorted(f"user_{number}" for number in range(7))
        for name in names:
            self.cognito.admin_create_user(UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS")
        pages = self.cognito.get_paginator("list_users").paginate(
            UserPoolId=pool_id, PaginationConfig={"PageSize": 3}
        )
        seen = [user["Username"] for page in pages for user in page["Users"]]
        self.assertEqual(sorted(seen), names)

    def test_paginators_see_each_group_once(self):
        names = sorted(f"group_{number}" for number in range(5))
        for name in names:
            self.cognito.create_group(UserPoolId=self.pool_id, GroupName=name)
        pages = self.cognito.get_paginator("list_groups").paginate(
            UserPoolId=self.pool_id, PaginationConfig={"PageSize": 2}
        )
        self.assertEqual(sorted(group["GroupName"] for page in pages for group in page["Groups"]), names)


unittest.main()
