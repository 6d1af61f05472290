package sandbox

import (
	"bytes"
	"crypto/cipher"
	"crypto/des"
	"encoding/base64"
	"errors"
	"fmt"
)

// vault encrypts the secrets of clients the way the server stores them: 3DES in ECB mode, keyed with the salt file (StringEncrypter.java).
// That is no protection; it is what clients of the Config API get to see.
type vault struct{ block cipher.Block }

const saltLength = 24

func newVault(salt string) (vault, error) {
	block, err := des.NewTripleDESCipher([]byte(salt))
	if err != nil {
		return vault{}, fmt.Errorf("salt of the sandbox: %w", err)
	}
	return vault{block}, nil
}

func (v vault) encrypt(secret string) string {
	size := v.block.BlockSize()
	padding := size - len(secret)%size
	data := append([]byte(secret), bytes.Repeat([]byte{byte(padding)}, padding)...)
	for at := 0; at < len(data); at += size {
		v.block.Encrypt(data[at:], data[at:])
	}
	return base64.StdEncoding.EncodeToString(data)
}

var errNotEncrypted = errors.New("not an encrypted secret")

func (v vault) decrypt(stored string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(stored)
	size := v.block.BlockSize()
	if err != nil || len(data) == 0 || len(data)%size != 0 {
		return "", errNotEncrypted
	}
	for at := 0; at < len(data); at += size {
		v.block.Decrypt(data[at:], data[at:])
	}
	padding := int(data[len(data)-1])
	if padding == 0 || padding > size || !bytes.Equal(data[len(data)-padding:], bytes.Repeat([]byte{byte(padding)}, padding)) {
		return "", errNotEncrypted
	}
	return string(data[:len(data)-padding]), nil
}

// sealed encrypts a secret unless it is encrypted already.
func (v vault) sealed(secret string) string {
	if _, err := v.decrypt(secret); err == nil {
		return secret
	}
	return v.encrypt(secret)
}
