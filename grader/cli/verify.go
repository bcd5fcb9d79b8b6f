package cli

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"racekit/grader/audit"
	"racekit/grader/report/collect"
	"racekit/grader/report/term"
	"racekit/grader/seal"
	"racekit/grader/verdict"
)

// verifyOptions are the flags of verify.
type verifyOptions struct{ key, dir string }

func verifyCommand(w World) *cobra.Command {
	var o verifyOptions
	c := &cobra.Command{
		Use:   "verify FILE",
		Short: "check the signature of results that 'grade --sign' signed",
		Long: "Verify says whether results are as they were signed, to the byte, who signed them, and what they say.\n" +
			"With --key it accepts only what this key signed. Without, it names the fingerprint of the key that did,\n" +
			"which anybody can have made: compare it. With --dir it also says whether the learner's files in a\n" +
			"folder are still those that were graded.\n\n" +
			"It exits with 0 if all is well; with 1 if the results are not authentic (changed, cut off, not signed,\n" +
			"signed with another key) or files differ; with 2 if it was called wrongly or cannot read a file.",
		Example: "  racekit verify result.jsonl                        what the file says of itself\n" +
			"  racekit verify result.jsonl --key course.pub       only if this key signed it\n" +
			"  racekit verify result.jsonl --key course.pub --dir ../alice\n" +
			"                                                     are these the files that were graded?",
		Args: between("name a file", 1),
		RunE: func(c *cobra.Command, files []string) error {
			asked, _ := c.Flags().GetString("lang")
			lang, err := w.lang(asked)
			if err != nil {
				return err
			}
			return w.verify(files[0], o, lang)
		},
	}
	c.Flags().StringVar(&o.key, "key", "", "`file` of the public key that must have signed")
	c.Flags().StringVar(&o.dir, "dir", "", "`folder` whose files to compare with those that were graded, laid out as for 'grade --dir'")
	return c
}

// maxSealed bounds a file of results, in bytes.
const maxSealed = 1 << 30

// verify checks a file, standard input if it is called "-", and prints what came of it.
func (w World) verify(file string, o verifyOptions, lang verdict.Lang) error {
	var wanted ed25519.PublicKey
	if o.key != "" {
		var err error
		if wanted, err = seal.ReadPublic(o.key); err != nil {
			return usage(fmt.Errorf("--key: %w", err))
		}
	}
	text, err := w.sealed(file)
	if err != nil {
		return usage(fmt.Errorf("opening the results: %w", err))
	}
	p := verification{out: w.Stdout, lang: lang, file: file, opts: o}
	opened, err := seal.Open(text)
	switch {
	case err != nil:
		return p.refuse(reason(err))
	case wanted != nil && !wanted.Equal(opened.Key):
		return p.refuseKey(opened.Key, wanted)
	}
	var said graded
	switch err := verdict.Replay(bytes.NewReader(opened.Content), &said); {
	case errors.Is(err, verdict.ErrTruncated):
		return p.refuse(unfinished)
	case err != nil:
		return usage(fmt.Errorf("reading what was signed in %s: %w", file, err))
	}
	var found *audit.Comparison
	if o.dir != "" {
		c, err := audit.Compare(o.dir, said.Exercises)
		if err != nil {
			return usage(fmt.Errorf("--dir: %w", err))
		}
		found = &c
	}
	return p.accept(opened.Key, said, found)
}

// sealed reads a file of results.
func (w World) sealed(file string) ([]byte, error) {
	in := w.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxSealed+1))
	if err == nil && len(text) > maxSealed {
		err = fmt.Errorf("%s is larger than %d MiB, which no results are", file, maxSealed>>20)
	}
	return text, err
}

// graded is what a stream says, cleaned of whatever could act on a terminal.
type graded struct {
	collect.Stream
	summary verdict.Summary
}

// Summary keeps m.
func (r *graded) Summary(m verdict.Summary) error {
	r.summary = term.Scrub(m)
	return nil
}

// verification prints what came of verifying a file. The first error of the writer is
// kept.
type verification struct {
	out  io.Writer
	lang verdict.Lang
	file string
	opts verifyOptions
	err  error
}

// say prints a line.
func (p *verification) say(t verdict.Text, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, t.In(p.lang)+"\n", args...)
	}
}

// fact prints a line with a name in front.
func (p *verification) fact(name, t verdict.Text, args ...any) {
	const width = 12
	pad := "  " + term.Pad(name.In(p.lang), width) + "  "
	p.say(verdict.Text{En: pad + t.En, Ja: pad + t.Ja}, args...)
}

// end is how verifying ends: no is an answer, and no error.
func (p *verification) end(yes bool) error {
	switch {
	case p.err != nil:
		return fmt.Errorf("printing what came of verifying: %w", p.err)
	case !yes:
		return errBelow
	}
	return nil
}

// name is what to call the file.
func (p *verification) name() string {
	if p.file == "-" {
		return verdict.Text{En: "standard input", Ja: "標準入力"}.In(p.lang)
	}
	return cmp.Or(term.Line(p.file), `""`)
}
