resource "aws_kms_grant" "kanesh_use" {
  key_id            = "${uri}"
  grantee_principal = "${principal}"
  operations        = ["GenerateDataKey", "Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo"]

  constraints {
    encryption_context_subset = {
      "kanesh:project" = "${project}"
    }
  }
}

resource "aws_kms_grant" "kanesh_see" {
  key_id            = "${uri}"
  grantee_principal = "${principal}"
  operations        = ["DescribeKey"]
}
