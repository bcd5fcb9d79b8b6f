package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/digest"
	"racekit/grader/verdict"
)

func subjectKit() verdict.Text { return verdict.Text{En: "kit", Ja: "教材"} }
func subjectDigests() verdict.Text {
	return verdict.Text{En: "files of the kit", Ja: "教材のファイル"}
}
func subjectModules() verdict.Text { return verdict.Text{En: "modules", Ja: "モジュール"} }

// kit loads the exercises and compares their files with the digest list.
func (e *examination) kit(context.Context) []Result {
	if e.cfg.Root == "" {
		return one(Result{
			Status: Warning, Subject: subjectKit(),
			Found:  verdict.Text{En: "not here", Ja: "このフォルダーにはありません"},
			Means:  verdict.Text{En: "There is nothing to grade in this folder.", Ja: "このフォルダーには採点する課題がありません。"},
			Remedy: verdict.Text{En: "cd to your clone of the kit, or name it: racekit doctor --kit FOLDER", Ja: "教材のフォルダーに移動するか、「racekit doctor --kit FOLDER」で指定してください。"},
			Without: verdict.Text{
				En: "The machine is examined all the same.",
				Ja: "実行環境の検査は続けます。",
			},
		})
	}
	kit, err := catalog.Load(e.cfg.Root)
	if err != nil {
		return one(Result{
			Status: Missing, Subject: subjectKit(), Found: same(firstLine(err)),
			Means:  verdict.Text{En: "The metadata of an exercise is broken, so that nothing can be graded.", Ja: "課題のメタデータが壊れているため、採点できません。"},
			Remedy: command("git checkout -- exercises/*/exercise.toml"),
		})
	}
	return []Result{{Status: OK, Subject: subjectKit(), Found: verdict.Text{
		En: fmt.Sprintf("%d exercises in %s", len(kit.Exercises), e.cfg.Root),
		Ja: fmt.Sprintf("%d課題（%s）", len(kit.Exercises), e.cfg.Root),
	}}, e.digests()}
}

// digests names the files of the kit that were changed.
func (e *examination) digests() Result {
	r := Result{Status: Missing, Subject: subjectDigests()}
	list, err := digest.Read(e.cfg.Root)
	var changes []digest.Change
	if err == nil {
		changes, err = list.Changed(e.cfg.Root)
	}
	if err != nil {
		r.Found = broken(err)
		r.Means = verdict.Text{En: "Without the digest list nothing can be graded.", Ja: "ダイジェストの一覧がないと採点できません。"}
		r.Remedy = command("git checkout -- " + digest.File)
		return r
	}
	if len(changes) == 0 {
		return Result{Status: OK, Subject: r.Subject, Found: verdict.Text{En: "as shipped", Ja: "配布時のままです"}}
	}
	var names, remedies []string
	spoiled := false
	for _, c := range changes[:min(len(changes), 5)] {
		names = append(names, fmt.Sprintf("%s (%s)", c.Path, c.Kind))
		remedies = append(remedies, c.Remedy)
	}
	for _, c := range changes {
		spoiled = spoiled || c.Spoils()
	}
	r.Status, r.Found = Warning, same(strings.Join(names, ", ")+more(len(changes)-len(names)))
	r.Remedy = command(strings.Join(remedies, "; "))
	r.Means = verdict.Text{En: "Only texts were changed; gradings count.", Ja: "文章だけの変更なので、採点には影響しません。"}
	if spoiled {
		r.Means = verdict.Text{
			En: "Tests, files of the kit or metadata were changed: these exercises are graded, but do not count.",
			Ja: "テスト、教材のファイル、メタデータのいずれかが変更されています。該当する課題の採点はできますが、集計対象外になります。",
		}
	}
	return r
}

// broken says what is wrong with the digest list.
func broken(err error) verdict.Text {
	if errors.Is(err, fs.ErrNotExist) {
		return verdict.Text{En: digest.File + " is missing", Ja: digest.File + " がありません"}
	}
	return same(firstLine(err))
}

// more says how many were left out of a list.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(", +%d", n)
}

// firstLine is the first of the mistakes that an error joins.
func firstLine(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}

// leakModule is the one module that submissions are linked with.
const leakModule = "go.uber.org/goleak"

var requirement = regexp.MustCompile(`(?m)^\s*(?:require\s+)?` + regexp.QuoteMeta(leakModule) + `\s+(v\S+)`)

// modules looks for the source of what is linked into every graded program.
func (e *examination) modules(context.Context) []Result {
	switch {
	case e.cfg.Root == "":
		return needs(subjectModules(), subjectKit())
	case !e.toolchain.found():
		return needs(subjectModules(), subjectGo())
	}
	r := Result{Status: Missing, Subject: subjectModules(), Means: verdict.Text{
		En: "It finds goroutine leaks, and is linked into every graded program.",
		Ja: "ゴルーチンリークの検出に使うもので、採点するすべてのプログラムにリンクします。",
	}, Remedy: command("cd " + e.cfg.Root + " && go mod download"), Without: verdict.Text{
		En: "Nothing can be graded until it is there, unless go can download it by itself.",
		Ja: "自動でダウンロードできない環境では採点できません。",
	}}
	text, err := os.ReadFile(filepath.Join(e.cfg.Root, "go.mod"))
	if err != nil {
		r.Found = same(err.Error())
		return one(r)
	}
	wanted := requirement.FindSubmatch(text)
	if wanted == nil {
		r.Found = verdict.Text{En: "go.mod does not ask for " + leakModule, Ja: "go.mod に " + leakModule + " がありません"}
		r.Remedy = command("git checkout -- go.mod go.sum")
		return one(r)
	}
	name := leakModule + "@" + string(wanted[1])
	if _, err := os.Stat(filepath.Join(e.toolchain.GOMODCACHE, filepath.FromSlash(name), "leaks.go")); err != nil {
		r.Found = verdict.Text{En: name + " is not downloaded", Ja: name + " がダウンロードされていません"}
		return one(r)
	}
	return one(Result{Status: OK, Subject: r.Subject, Found: verdict.Text{En: name + " is downloaded", Ja: name + " はダウンロード済みです"}})
}
