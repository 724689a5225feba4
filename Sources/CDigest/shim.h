// Digests of OpenSSL by its plain functions: EVP would pull the whole provider machinery into a static binary.
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>
