"""The kinds of targets: a folder, S3-compatible storage, SFTP. One module each; none knows the others."""
