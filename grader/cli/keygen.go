package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"racekit/grader/seal"
	"racekit/grader/verdict"
)

func keygenCommand(w World) *cobra.Command {
	return &cobra.Command{
		Use:   "keygen NAME",
		Short: "for teachers: make a key to sign results with",
		Long: "Keygen makes an Ed25519 key for 'grade --sign': NAME holds the private part, which only you can read,\n" +
			"NAME" + seal.PublicSuffix + " the public one, which 'verify --key' takes. Whoever reads NAME can sign what they like: keep it\n" +
			"from students, from repositories, and from what you execute of theirs. Publish NAME" + seal.PublicSuffix + ", or the\n" +
			"fingerprint that is printed. Keys of 'openssl genpkey -algorithm ed25519' work as well.\n\n" +
			"It overwrites nothing, and exits with 2 if one of the two files is there already.",
		Example: "  racekit keygen ~/keys/course-2026",
		Args:    between("name the key", 1),
		RunE: func(c *cobra.Command, given []string) error {
			asked, _ := c.Flags().GetString("lang")
			lang, err := w.lang(asked)
			if err != nil {
				return err
			}
			return w.keygen(given[0], lang)
		},
	}
}

func (w World) keygen(name string, lang verdict.Lang) error {
	key, err := seal.Generate(name)
	if err != nil {
		return usage(err)
	}
	said := verdict.Text{
		En: "Wrote %[1]s, which signs: keep it secret.\nWrote %[1]s%[2]s, which verifies: publish it, or its fingerprint.\n%[3]s\n",
		Ja: "%[1]s に秘密鍵を書き込みました。署名に使うものです。他人に見せないでください。\n%[1]s%[2]s に公開鍵を書き込みました。検証に使うものです。この鍵かフィンガープリントを公開してください。\n%[3]s\n",
	}
	if _, err := fmt.Fprintf(w.Stdout, said.In(lang), name, seal.PublicSuffix, seal.Fingerprint(key)); err != nil {
		return fmt.Errorf("printing the fingerprint: %w", err)
	}
	return nil
}
