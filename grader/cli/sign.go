package cli

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"

	"racekit/grader/report/jsonl"
	"racekit/grader/report/term"
	"racekit/grader/seal"
	"racekit/grader/verdict"
)

// signingKey is the key that --sign names, nil if it names none. A key that others can
// read gets a warning: they can sign as well.
func (w World) signingKey(o gradeOptions, lang verdict.Lang) (ed25519.PrivateKey, error) {
	if o.sign == "" {
		return nil, nil
	}
	key, shared, err := seal.ReadPrivate(o.sign)
	if err != nil {
		return nil, usage(fmt.Errorf("--sign: %w", err))
	}
	if shared {
		warning := verdict.Text{
			En: "racekit: warning: others than you can read the key %s, and sign with it; chmod 600 %[2]s\n",
			Ja: "racekit: 警告: 鍵 %s はほかのユーザーからも読み取れるため、他人が署名に使うおそれがあります。対処: chmod 600 %[2]s\n",
		}
		fmt.Fprintf(w.Stderr, warning.In(lang), o.sign, term.Shell(o.sign))
	}
	return key, nil
}

// stream writes a grading as it is, and signs it at its end if there is a key.
func stream(out io.Writer, key ed25519.PrivateKey) verdict.Handler {
	if key == nil {
		return jsonl.New(out)
	}
	s := seal.NewWriter(out, key)
	return signed{jsonl.New(s), s}
}

// signed is a stream whose summary is followed by a signature. One that ends without a
// summary is not signed.
type signed struct {
	verdict.Handler
	seal *seal.Writer
}

// Summary writes the summary and the signature.
func (s signed) Summary(m verdict.Summary) error {
	if err := s.Handler.Summary(m); err != nil {
		return err
	}
	return s.seal.Seal()
}

// errNothingToSign says that --sign has no effect.
var errNothingToSign = errors.New("--sign signs the results that --save or --json write: add --save FILE")
