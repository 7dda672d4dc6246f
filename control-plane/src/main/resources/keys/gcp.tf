resource "google_kms_crypto_key_iam_member" "kanesh_use" {
  crypto_key_id = "${uri}"
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${principal}"
}

resource "google_kms_crypto_key_iam_member" "kanesh_see" {
  crypto_key_id = "${uri}"
  role          = "roles/cloudkms.viewer"
  member        = "serviceAccount:${principal}"
}
