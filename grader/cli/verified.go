package cli

import (
	"crypto/ed25519"
	"errors"
	"strings"

	"racekit/grader/audit"
	"racekit/grader/report/term"
	"racekit/grader/seal"
	"racekit/grader/verdict"
)

// unfinished says why results are refused that were signed without an end.
var unfinished = verdict.Text{
	En: "it ends before its summary, so that results are missing",
	Ja: "集計の前で終わっており、結果が欠けています",
}

// reason says in both languages why a file is not authentic.
func reason(err error) verdict.Text {
	t := verdict.Text{En: err.Error()}
	switch {
	case errors.Is(err, seal.ErrUnsigned):
		t.Ja = "署名がありません"
	case errors.Is(err, seal.ErrEnd):
		t.Ja = "署名が途中で切れているか、署名の後ろに何かが追加されています"
	case errors.Is(err, seal.ErrChanged):
		t.Ja = "署名した後で内容が変更されています"
	case errors.Is(err, seal.ErrForged):
		t.Ja = "署名は、そこに書かれた鍵で作られたものではありません"
	}
	return t
}

// The names of facts.
var (
	signedBy = verdict.Text{En: "signed by", Ja: "署名した鍵"}
	wantedBy = verdict.Text{En: "not by", Ja: "指定した鍵"}
	plainly  = verdict.Text{En: "%s", Ja: "%s"}
)

// refuse says that the file is not authentic, and why.
func (p *verification) refuse(why verdict.Text) error {
	p.say(verdict.Text{En: "%s is not authentic: %s.", Ja: "%s は真正ではありません: %s。"}, p.name(), why.In(p.lang))
	return p.end(false)
}

// refuseKey says that another key signed.
func (p *verification) refuseKey(got, want ed25519.PublicKey) error {
	p.say(verdict.Text{
		En: "%s is not authentic: another key than %s signed it.",
		Ja: "%s は真正ではありません: %s とは別の鍵で署名されています。",
	}, p.name(), term.Line(p.opts.key))
	p.fact(signedBy, plainly, seal.Fingerprint(got))
	p.fact(wantedBy, plainly, seal.Fingerprint(want))
	return p.end(false)
}

// accept says who signed, and what. found is nil where no files were to be compared.
func (p *verification) accept(key ed25519.PublicKey, r graded, found *audit.Comparison) error {
	if p.opts.key != "" {
		p.say(verdict.Text{
			En: "%s is authentic: the key %s signed it, and nothing has changed since.",
			Ja: "%s は真正です。鍵 %s で署名され、その後変更されていません。",
		}, p.name(), term.Line(p.opts.key))
	} else {
		p.say(verdict.Text{
			En: "%s has not changed since the key below signed it. Whose key that is was not checked: anybody can make\n" +
				"one. Compare the fingerprint with the one that you know, or name the public key with --key.",
			Ja: "%s は、次の鍵で署名されてから変更されていません。ただし、誰の鍵かは確認していません。鍵は誰でも作れます。\n" +
				"フィンガープリントを正しいものと見比べるか、公開鍵を --key で指定してください。",
		}, p.name())
	}
	p.fact(signedBy, plainly, seal.Fingerprint(key))
	p.circumstances(r.Head)
	p.score(r)
	return p.end(found == nil || p.files(found))
}

// circumstances says with what and how was graded.
func (p *verification) circumstances(s verdict.Start) {
	known := func(s string) string {
		if s = term.Line(s); s != "" {
			return s
		}
		return verdict.Text{En: "not named", Ja: "記録なし"}.In(p.lang)
	}
	p.fact(verdict.Text{En: "kit", Ja: "教材"}, plainly, known(s.Kit))
	p.fact(verdict.Text{En: "harness", Ja: "採点用コード"}, plainly, known(s.Harness))
	p.fact(verdict.Text{En: "toolchain", Ja: "Go"}, plainly, known(s.Go))
	if s.Dir != "" {
		p.fact(verdict.Text{En: "graded", Ja: "採点対象"}, plainly, term.Line(s.Dir))
	}
	p.fact(verdict.Text{En: "how", Ja: "採点方法"}, verdict.Text{
		En: "up to %d executions and %s schedules a test, seed %d",
		Ja: "テストごとに実行は最大%d回、スケジュールは最大%s通り、シード %d",
	}, s.Runs, term.Count(s.Schedules), s.Seed)
}

// score says what the results amount to, and what speaks against relying on it.
func (p *verification) score(r graded) {
	m := r.summary
	p.fact(verdict.Text{En: "score", Ja: "得点"}, verdict.Text{En: "%d/%d (%d%%)", Ja: "%d/%d (%d%%)"}, m.Earned, m.Points, m.Percent())
	but := func(is bool, t verdict.Text, args ...any) {
		if is {
			p.fact(verdict.Text{}, t, args...)
		}
	}
	list := func(slugs []string) string { return term.Line(strings.Join(slugs, ", ")) }
	but(m.Interrupted, verdict.Text{
		En: "The grading was interrupted: these are the results until then.",
		Ja: "採点は途中で中断されました。これはそれまでの結果です。",
	})
	but(!r.Head.Race, verdict.Text{
		En: "Graded without the race detector: this does not count.",
		Ja: "競合検出器を使わずに採点したため、正式な結果にはなりません。",
	})
	but(len(m.NotCounted) > 0, verdict.Text{
		En: "Not counted, because files of the kit were changed or the race detector was off: %s",
		Ja: "集計対象外（教材のファイルの変更、または競合検出器なしの採点）: %s",
	}, list(m.NotCounted))
	but(len(m.NotGraded) > 0, verdict.Text{En: "Not graded: %s", Ja: "採点不能: %s"}, list(m.NotGraded))
}

// files says whether the files in the folder are those that were graded.
func (p *verification) files(c *audit.Comparison) bool {
	name, dir := verdict.Text{En: "files", Ja: "ファイル"}, term.Line(p.opts.dir)
	if len(c.Differences) == 0 && c.Files > 0 {
		p.fact(name, verdict.Text{
			En: "all %d in %s are as they were graded",
			Ja: "%[2]s の%[1]d個のファイルは、すべて採点時と同じです",
		}, c.Files, dir)
	}
	for _, d := range c.Differences {
		p.fact(name, differs(d.Kind), term.Line(d.File), dir)
		name = verdict.Text{}
	}
	if len(c.Unknown) > 0 {
		p.fact(name, verdict.Text{
			En: "the results do not say which files were graded of: %s",
			Ja: "どのファイルを採点したかの記録がありません: %s",
		}, term.Line(strings.Join(c.Unknown, ", ")))
	}
	return len(c.Differences) == 0 && len(c.Unknown) == 0
}

// differs says of a file and a folder how the one in the other differs.
func differs(k audit.Kind) verdict.Text {
	switch k {
	case audit.Missing:
		return verdict.Text{En: "%s is not in %s any more", Ja: "%s は、採点時にはありましたが %s にありません"}
	case audit.Added:
		return verdict.Text{En: "%s was not there when it was graded; it is in %s now", Ja: "%s は、採点時にはありませんでしたが %s にあります"}
	}
	return verdict.Text{En: "%s in %s is not the one that was graded", Ja: "%[2]s の %[1]s は、採点時のものと異なります"}
}
