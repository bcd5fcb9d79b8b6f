package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
)

// The types of PEM blocks.
const (
	privateType = "PRIVATE KEY"
	publicType  = "PUBLIC KEY"
)

// PublicSuffix is what the name of a public key has behind that of the private one.
const PublicSuffix = ".pub"

// Fingerprint names a key in a word that people can compare: "sha256:" and the SHA-256 of
// its PKIX form in DER, as 'openssl pkey -pubin -in FILE -outform DER | sha256sum' prints it.
func Fingerprint(key ed25519.PublicKey) string {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "none" // no key of this type fails
	}
	sum := sha256.Sum256(der)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Generate makes a key: name holds the private part (PKCS #8 in PEM, for its owner only),
// name.pub the public one (PKIX in PEM). It overwrites neither; if one of them exists, it
// makes none.
func Generate(name string) (ed25519.PublicKey, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	open, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	if err := create(name, 0o600, &pem.Block{Type: privateType, Bytes: secret}); err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	if err := create(name+PublicSuffix, 0o644, &pem.Block{Type: publicType, Bytes: open}); err != nil {
		return nil, fmt.Errorf("making a key: %w", errors.Join(err, os.Remove(name)))
	}
	return public, nil
}

// create writes a file that is not there yet, whole or not at all.
func create(name string, mode os.FileMode, block *pem.Block) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w; a key is never overwritten: choose another name", err)
	}
	if err != nil {
		return err
	}
	if err := errors.Join(pem.Encode(f, block), f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// ReadPrivate reads a private key that Generate wrote, or 'openssl genpkey -algorithm
// ed25519'. shared: others than its owner may read the file.
func ReadPrivate(name string) (key ed25519.PrivateKey, shared bool, err error) {
	der, info, err := read(name, privateType)
	if err != nil {
		return nil, false, fmt.Errorf("reading the key to sign with: %w", err)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, false, fmt.Errorf("reading the key to sign with: %s: %w; 'racekit keygen' makes one that is whole", name, err)
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, false, fmt.Errorf("reading the key to sign with: %s is no Ed25519 key; 'racekit keygen' makes one", name)
	}
	// Windows has no such modes.
	shared = runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0
	return key, shared, nil
}

// ReadPublic reads a public key that Generate wrote, or 'openssl pkey -pubout'.
func ReadPublic(name string) (ed25519.PublicKey, error) {
	der, _, err := read(name, publicType)
	if err != nil {
		return nil, fmt.Errorf("reading the public key: %w", err)
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, fmt.Errorf("reading the public key: %s: %w", name, err)
	}
	key, ok := parsed.(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("reading the public key: %s is no Ed25519 key", name)
	}
	return key, nil
}

// read returns the one PEM block of a file.
func read(name, kind string) ([]byte, os.FileInfo, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	der, err := parse(text, kind)
	if err != nil {
		return nil, nil, fmt.Errorf("%s %w", name, err)
	}
	return der, info, nil
}

// parse finds the one PEM block, which is to be of a kind. Its error goes on where the
// name of the file ends.
func parse(text []byte, kind string) ([]byte, error) {
	block, rest := pem.Decode(text)
	if block == nil {
		return nil, errors.New("is no key in PEM; 'racekit keygen NAME' makes NAME and NAME" + PublicSuffix)
	}
	if more, _ := pem.Decode(bytes.TrimSpace(rest)); more != nil {
		return nil, errors.New("holds several keys; name a file with one")
	}
	switch {
	case block.Type == kind:
		return block.Bytes, nil
	case block.Type == privateType:
		return nil, errors.New("is a private key; name the public one, which is called NAME" + PublicSuffix)
	case block.Type == publicType:
		return nil, errors.New("is a public key; name the private one")
	case block.Type == "ENCRYPTED PRIVATE KEY":
		return nil, errors.New("is protected by a passphrase; 'openssl pkey -in FILE -out OTHER' takes that off")
	}
	return nil, fmt.Errorf("is a %q, not a %q; 'racekit keygen NAME' makes NAME and NAME%s", block.Type, kind, PublicSuffix)
}
