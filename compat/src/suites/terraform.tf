terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variable "prefix" { type = string }
variable "minimum_length" {
  type    = number
  default = 10
}
variable "button_color" {
  type    = string
  default = "#1d4ed8"
}

resource "aws_cognito_user_pool" "main" {
  name                     = var.prefix
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  sms_verification_message = <<-EOT
    Your code:
    {####}
  EOT

  password_policy {
    minimum_length                   = var.minimum_length
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 7
  }

  schema {
    name                = "tenant"
    attribute_data_type = "String"
    mutable             = true
    string_attribute_constraints {
      min_length = 1
      max_length = 64
    }
  }

  tags = { purpose = "test" }
}

resource "aws_cognito_resource_server" "orders" {
  identifier   = "orders"
  name         = "Orders"
  user_pool_id = aws_cognito_user_pool.main.id
  scope {
    scope_name        = "read"
    scope_description = "Read orders"
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.main.id
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "orders/read"]
  callback_urls                        = ["https://app.example.com/callback"]
  logout_urls                          = ["https://app.example.com/"]
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  depends_on                           = [aws_cognito_resource_server.orders]
}

resource "aws_cognito_user_pool_domain" "main" {
  domain       = var.prefix
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_user_pool_ui_customization" "all" {
  css          = ".submitButton-customizable { background-color: ${var.button_color}; }"
  user_pool_id = aws_cognito_user_pool_domain.main.user_pool_id
}

resource "aws_cognito_user_group" "editors" {
  name         = "editors"
  user_pool_id = aws_cognito_user_pool.main.id
  precedence   = 1
}

resource "aws_cognito_user" "jane" {
  user_pool_id   = aws_cognito_user_pool.main.id
  username       = "jane@example.com"
  message_action = "SUPPRESS"
  attributes = {
    email          = "jane@example.com"
    email_verified = true
  }
}

resource "aws_cognito_user_in_group" "jane" {
  user_pool_id = aws_cognito_user_pool.main.id
  group_name   = aws_cognito_user_group.editors.name
  username     = aws_cognito_user.jane.username
}

output "pool_id" { value = aws_cognito_user_pool.main.id }
output "client_id" { value = aws_cognito_user_pool_client.web.id }
output "domain" { value = aws_cognito_user_pool_domain.main.domain }
