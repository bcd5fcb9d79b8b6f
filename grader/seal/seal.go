package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// Reasons why a file is not authentic.
var (
	// ErrUnsigned: there is no signature. It was never signed, or the signature was cut off.
	ErrUnsigned = errors.New("it is not signed")
	// ErrEnd: there is a signature, or the beginning of one, but it is not the last line, or
	// not whole.
	ErrEnd = errors.New("its signature is not whole, or something follows it")
	// ErrChanged: the content is not the one that was signed.
	ErrChanged = errors.New("it was changed after it was signed")
	// ErrForged: the signature was not made with the key that stands beside it.
	ErrForged = errors.New("its signature was not made with the key that it names")
)

// line is the last line of a sealed file.
type line struct {
	Signature struct {
		Key       []byte `json:"key"`
		Digest    string `json:"digest"`
		Signature []byte `json:"signature"`
	} `json:"signature"`
}

// encode makes the one form of the line, with its end.
func encode(key ed25519.PublicKey, digest string, signature []byte) []byte {
	return fmt.Appendf(nil, `{"signature":{"key":"%s","digest":"%s","signature":"%s"}}`+"\n",
		base64.StdEncoding.EncodeToString(key), digest, base64.StdEncoding.EncodeToString(signature))
}

// statement is what is signed of content with this digest.
func statement(digest string) []byte { return []byte("racekit results " + digest + "\n") }

func digestOf(h hash.Hash) string { return "sha256:" + hex.EncodeToString(h.Sum(nil)) }

// Writer passes on what is written to it, which is whole lines, until it is sealed. Make
// one with NewWriter.
type Writer struct {
	w      io.Writer
	key    ed25519.PrivateKey
	hash   hash.Hash
	sealed bool
	err    error
}

// NewWriter returns a Writer that signs with key what it wrote to w.
func NewWriter(w io.Writer, key ed25519.PrivateKey) *Writer {
	return &Writer{w: w, key: key, hash: sha256.New()}
}

// errSealed says that something was written behind the signature.
var errSealed = errors.New("it is sealed already")

// Write writes p. After the first error, or the seal, it only fails.
func (w *Writer) Write(p []byte) (int, error) {
	if w.err == nil && w.sealed {
		w.err = errSealed
	}
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.w.Write(p)
	w.hash.Write(p[:n])
	w.err = err
	return n, err
}

// Seal writes the last line: the signature of all that was written so far. It signs
// nothing that could not be written whole.
func (w *Writer) Seal() error {
	if w.err == nil && w.sealed {
		w.err = errSealed
	}
	if w.err != nil {
		return fmt.Errorf("signing: %w", w.err)
	}
	w.sealed = true
	digest := digestOf(w.hash)
	last := encode(w.key.Public().(ed25519.PublicKey), digest, ed25519.Sign(w.key, statement(digest)))
	if _, err := w.w.Write(last); err != nil {
		w.err = err
		return fmt.Errorf("signing: %w", err)
	}
	return nil
}

// Opened is a sealed file that is as it was signed.
type Opened struct {
	// Content is what was signed: every byte before the last line.
	Content []byte
	// Key is the key that it names and that signed it. Whose it is, it cannot say.
	Key ed25519.PublicKey
}

// Open takes a sealed file apart. Its error is ErrUnsigned, ErrEnd, ErrChanged or
// ErrForged.
func Open(file []byte) (Opened, error) {
	content, last := cut(file)
	l, ok := decode(last)
	if !ok {
		return Opened{}, unsigned(file)
	}
	h := sha256.New()
	h.Write(content)
	switch {
	case digestOf(h) != l.Signature.Digest:
		return Opened{}, ErrChanged
	case !ed25519.Verify(l.Signature.Key, statement(l.Signature.Digest), l.Signature.Signature):
		return Opened{}, ErrForged
	}
	return Opened{Content: content, Key: l.Signature.Key}, nil
}

// cut splits a file before its last line, which ends as a line does.
func cut(file []byte) (content, last []byte) {
	at := bytes.LastIndexByte(bytes.TrimSuffix(file, []byte("\n")), '\n') + 1
	return file[:at], file[at:]
}

// decode reads a line that is as encode makes it, to the byte.
func decode(last []byte) (l line, ok bool) {
	if json.Unmarshal(last, &l) != nil {
		return l, false
	}
	s := l.Signature
	whole := len(s.Key) == ed25519.PublicKeySize && len(s.Signature) == ed25519.SignatureSize
	return l, whole && bytes.Equal(last, encode(s.Key, s.Digest, s.Signature))
}

// unsigned says of a file that ends in no signature whether there is one further up.
func unsigned(file []byte) error {
	if i := bytes.LastIndex(file, []byte(`{"signature":`)); i == 0 || i > 0 && file[i-1] == '\n' {
		return ErrEnd
	}
	return ErrUnsigned
}
