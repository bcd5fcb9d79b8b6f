package seal_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/seal"
)

func TestGenerate(t *testing.T) {
	name := filepath.Join(t.TempDir(), "course")
	public, err := seal.Generate(name)
	require.NoError(t, err)

	private, shared, err := seal.ReadPrivate(name)
	require.NoError(t, err)
	assert.False(t, shared)
	assert.Equal(t, public, publicOf(private))
	read, err := seal.ReadPublic(name + ".pub")
	require.NoError(t, err)
	assert.Equal(t, public, read)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(name)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode())
		require.NoError(t, os.Chmod(name, 0o640))
		_, shared, err = seal.ReadPrivate(name)
		require.NoError(t, err)
		assert.True(t, shared)
	}

	other, err := seal.Generate(filepath.Join(t.TempDir(), "course"))
	require.NoError(t, err)
	assert.NotEqual(t, seal.Fingerprint(public), seal.Fingerprint(other))
}

func TestGenerate_OverwritesNothing(t *testing.T) {
	for _, taken := range []string{"course", "course.pub"} {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, taken), []byte("mine"), 0o600))
		_, err := seal.Generate(filepath.Join(dir, "course"))
		require.ErrorIs(t, err, fs.ErrExist)
		assert.ErrorContains(t, err, taken+": file exists")
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, files, 1, "no half of a key is left")
		text, err := os.ReadFile(filepath.Join(dir, taken))
		require.NoError(t, err)
		assert.Equal(t, "mine", string(text))
	}
}

func TestReadKeys_Mistakes(t *testing.T) {
	dir := t.TempDir()
	_, err := seal.Generate(filepath.Join(dir, "good"))
	require.NoError(t, err)
	text := func(name string) string {
		content, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return string(content)
	}
	block := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	elliptic, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(elliptic)
	require.NoError(t, err)
	open, err := x509.MarshalPKIXPublicKey(elliptic.Public())
	require.NoError(t, err)
	private, public := text("good"), text("good.pub")
	tests := []struct{ name, give, private, public string }{
		{"nothing", "", "is no key in PEM; 'racekit keygen NAME' makes", "is no key in PEM"},
		{"another text", "hello\n", "is no key in PEM", "is no key in PEM"},
		{"cut off", private[:len(private)/2], "is no key in PEM", "is no key in PEM"},
		{"broken", block("PRIVATE KEY", []byte{1, 2, 3}), "asn1", "is a private key"},
		{"broken public", block("PUBLIC KEY", []byte{1, 2, 3}), "is a public key", "asn1"},
		{"the other half", public, "is a public key; name the private one", ""},
		{"the secret half", private, "", "is a private key; name the public one"},
		{"two", private + private, "holds several keys", "holds several keys"},
		{"of another kind", block("PRIVATE KEY", secret), "is no Ed25519 key", "is a private key"},
		{"public, of another kind", block("PUBLIC KEY", open), "is a public key", "is no Ed25519 key"},
		{"with a passphrase", block("ENCRYPTED PRIVATE KEY", secret), "protected by a passphrase", "protected by a passphrase"},
		{"of ssh", block("OPENSSH PRIVATE KEY", secret), `is a "OPENSSH PRIVATE KEY", not a "PRIVATE KEY"`, `not a "PUBLIC KEY"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "key")
			require.NoError(t, os.WriteFile(name, []byte(tt.give), 0o600))
			_, _, err := seal.ReadPrivate(name)
			says(t, err, name, tt.private)
			_, err = seal.ReadPublic(name)
			says(t, err, name, tt.public)
		})
	}
	_, _, err = seal.ReadPrivate(filepath.Join(dir, "missing"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	_, err = seal.ReadPublic(filepath.Join(dir, "missing"))
	require.ErrorIs(t, err, fs.ErrNotExist)
}

// says wants an error about a file, or none if want is empty.
func says(t *testing.T, err error, name, want string) {
	t.Helper()
	if want == "" {
		assert.NoError(t, err)
		return
	}
	assert.ErrorContains(t, err, want)
	assert.ErrorContains(t, err, name)
}

// TestOpenSSL holds that keys go both ways, and that the fingerprint is what openssl says.
func TestOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("there is no openssl")
	}
	dir := t.TempDir()
	run := func(args ...string) []byte {
		cmd := exec.Command(openssl, args...)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		out, err := cmd.Output()
		require.NoError(t, err, strings.Join(args, " "))
		return out
	}
	run("genpkey", "-algorithm", "ed25519", "-out", "theirs")
	run("pkey", "-in", "theirs", "-pubout", "-out", "theirs.pub")
	private, _, err := seal.ReadPrivate(filepath.Join(dir, "theirs"))
	require.NoError(t, err)
	public, err := seal.ReadPublic(filepath.Join(dir, "theirs.pub"))
	require.NoError(t, err)
	assert.Equal(t, public, publicOf(private))

	ours, err := seal.Generate(filepath.Join(dir, "ours"))
	require.NoError(t, err)
	der := run("pkey", "-pubin", "-in", "ours.pub", "-outform", "DER")
	assert.Equal(t, fmt.Sprintf("sha256:%x", sha256.Sum256(der)), seal.Fingerprint(ours))
	assert.Equal(t, der, run("pkey", "-in", "ours", "-pubout", "-outform", "DER"))
}

// Whatever a file of a key holds, it is a key or a mistake that is said.
func FuzzReadKeys(f *testing.F) {
	f.Add([]byte("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\n-----END PRIVATE KEY-----\n"))
	f.Add([]byte("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAiojj3XQJ8ZX9UttstPLpdcspnCb8dlBIb83SIAbQPb0=\n-----END PUBLIC KEY-----\n"))
	f.Add([]byte("-----BEGIN PUBLIC KEY-----\n"))
	name := filepath.Join(f.TempDir(), "key")
	f.Fuzz(func(t *testing.T, give []byte) {
		require.NoError(t, os.WriteFile(name, give, 0o600))
		if key, _, err := seal.ReadPrivate(name); err == nil {
			_, err := seal.Open([]byte(sealed(t, key, content)))
			assert.NoError(t, err)
		}
		if key, err := seal.ReadPublic(name); err == nil {
			assert.Len(t, seal.Fingerprint(key), len("sha256:")+64)
		}
	})
}
