package doctor

import (
	"context"
	"encoding/json"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"racekit/grader/verdict"
)

// oldest is the Go that a kit needs if no go.mod says so: the first with a profile of
// goroutine leaks.
const oldest = "1.26"

// toolchain is what the go command says of itself.
type toolchain struct {
	GOVERSION, GOOS, GOARCH, GOTOOLCHAIN string
	CGO_ENABLED, CC                      string
	GOCACHE, GOMODCACHE                  string
}

func (t toolchain) found() bool { return t.GOVERSION != "" }

// subjectGo and its like name what is examined.
func subjectGo() verdict.Text  { return same("Go") }
func subjectCgo() verdict.Text { return same("cgo") }
func subjectCompiler() verdict.Text {
	return verdict.Text{En: "C compiler", Ja: "C コンパイラー"}
}
func subjectScratch() verdict.Text {
	return verdict.Text{En: "scratch folder", Ja: "作業用フォルダー"}
}

// installGo says where to get Go.
func installGo(least string) verdict.Text {
	return verdict.Text{
		En: "install Go " + least + " or later (https://go.dev/doc/install, or your package manager) and put it in the PATH.",
		Ja: "Go " + least + " 以降をインストールし（https://go.dev/doc/install またはパッケージマネージャー）、PATH に追加してください。",
	}
}

// golang asks the go command for its version. It is asked outside of every module, for
// inside one an old Go would begin to download a newer one.
func (e *examination) golang(ctx context.Context) []Result {
	least := e.least()
	r := Result{Status: Missing, Subject: subjectGo(), Remedy: installGo(least), Means: verdict.Text{
		En: "Submissions are compiled with it.",
		Ja: "提出されたコードのコンパイルに使います。",
	}, Without: verdict.Text{
		En: "Nothing can be graded; 'racekit list', 'hint' and 'show' work.",
		Ja: "採点はできません。「racekit list」「racekit hint」「racekit show」は使えます。",
	}}
	path, err := look(e.cfg.Env, "go")
	if err == nil {
		e.toolchain, err = e.ask(ctx, path)
	}
	if err != nil {
		r.Found = notFound(err)
		return one(r)
	}
	have := e.toolchain.GOVERSION
	r.Found = verdict.Text{
		En: fmt.Sprintf("%s %s/%s (the kit asks for %s)", have, e.toolchain.GOOS, e.toolchain.GOARCH, least),
		Ja: fmt.Sprintf("%s %s/%s（必要なバージョンは %s 以降）", have, e.toolchain.GOOS, e.toolchain.GOARCH, least),
	}
	switch {
	case version.Compare(have, "go"+least) >= 0:
		return one(Result{Status: OK, Subject: r.Subject, Found: r.Found})
	case e.toolchain.GOTOOLCHAIN == "local":
		r.Remedy.En += " Or let Go fetch it: go env -w GOTOOLCHAIN=auto"
		r.Remedy.Ja += "「go env -w GOTOOLCHAIN=auto」を実行して、Go に自動で取得させることもできます。"
	default:
		r.Status, r.Without = Warning, verdict.Text{}
		r.Means = verdict.Text{
			En: "It is older than the kit asks for. It downloads the right one when it is first used, for which it needs the network.",
			Ja: "教材が求めるバージョンより古いため、最初の使用時に必要なバージョンがダウンロードされます。ネットワーク接続が必要です。",
		}
	}
	return one(r)
}

func (e *examination) ask(ctx context.Context, path string) (toolchain, error) {
	args := []string{"env", "-json", "GOVERSION", "GOOS", "GOARCH", "GOTOOLCHAIN", "CGO_ENABLED", "CC", "GOCACHE", "GOMODCACHE"}
	out, err := e.machine.Run(ctx, Command{Path: path, Args: args, Dir: outside(path), Env: e.cfg.Env})
	if err != nil {
		return toolchain{}, err
	}
	var t toolchain
	if err := json.Unmarshal([]byte(out), &t); err != nil {
		return toolchain{}, fmt.Errorf("reading what 'go env' printed, %q: %w", out, err)
	}
	return t, nil
}

// outside is a folder outside of every module.
func outside(path string) string { return filepath.VolumeName(path) + string(filepath.Separator) }

// directive is the line of a go.mod that names a version of Go.
var directive = regexp.MustCompile(`(?m)^go[ \t]+([0-9.a-z]+)`)

// least is the version that the kit's go.mod asks for.
func (e *examination) least() string {
	if e.cfg.Root == "" {
		return oldest
	}
	text, err := os.ReadFile(filepath.Join(e.cfg.Root, "go.mod"))
	if m := directive.FindSubmatch(text); err == nil && m != nil {
		return string(m[1])
	}
	return oldest
}

// cgo looks at a setting that the race detector needs.
func (e *examination) cgo(context.Context) []Result {
	if !e.toolchain.found() {
		return needs(subjectCgo(), subjectGo())
	}
	if e.toolchain.CGO_ENABLED == "1" {
		return one(Result{Status: OK, Subject: subjectCgo(), Found: verdict.Text{En: "enabled", Ja: "有効"}})
	}
	r := Result{Status: Missing, Subject: subjectCgo(), Means: verdict.Text{
		En: "The race detector is linked through it.",
		Ja: "競合検出器のリンクに必要です。",
	}, Without: withoutRace()}
	if value(e.cfg.Env, "CGO_ENABLED") == "" && e.findCompiler() != nil {
		r.Found = verdict.Text{En: "off, because there is no C compiler", Ja: "C コンパイラーがないため無効"}
		r.Remedy = verdict.Text{En: "install a C compiler; cgo is then on by itself.", Ja: "C コンパイラーをインストールすると、自動的に有効になります。"}
		return one(r)
	}
	r.Found = same("CGO_ENABLED=0")
	r.Remedy = command("unset CGO_ENABLED; go env -u CGO_ENABLED")
	return one(r)
}

// cc is the command of the C compiler, as words.
func (e *examination) cc() []string {
	if words := strings.Fields(e.toolchain.CC); len(words) > 0 {
		return words
	}
	if words := strings.Fields(value(e.cfg.Env, "CC")); len(words) > 0 {
		return words
	}
	if runtime.GOOS == "darwin" {
		return []string{"clang"}
	}
	return []string{"gcc"}
}

func (e *examination) findCompiler() error {
	_, err := look(e.cfg.Env, e.cc()[0])
	return err
}

// compiler compiles a program in C, and runs it.
func (e *examination) compiler(ctx context.Context) []Result {
	path, err := look(e.cfg.Env, e.cc()[0])
	if err == nil {
		err = e.compile(ctx, path)
	}
	if err == nil {
		e.compiles = true
		return one(Result{Status: OK, Subject: subjectCompiler(), Found: verdict.Text{
			En: path + " compiles a program", Ja: path + " でコンパイルできました",
		}})
	}
	return one(Result{
		Status: Missing, Subject: subjectCompiler(), Found: notFound(err), Without: withoutRace(),
		Means: verdict.Text{En: "The race detector is linked with it.", Ja: "競合検出器のリンクに使います。"},
		Remedy: verdict.Text{
			En: "install one: 'apt-get install gcc libc6-dev', 'dnf install gcc', 'apk add gcc musl-dev' or 'xcode-select --install'.",
			Ja: "「apt-get install gcc libc6-dev」「dnf install gcc」「apk add gcc musl-dev」「xcode-select --install」のいずれかでインストールしてください。",
		},
	})
}

func (e *examination) compile(ctx context.Context, cc string) error {
	dir, err := os.MkdirTemp(tempDir(e.cfg.Env), "racekit-doctor")
	if err != nil {
		return fmt.Errorf("trying the C compiler: %w", err)
	}
	defer os.RemoveAll(dir)
	// A header proves that the C library's files for development are there.
	if err := os.WriteFile(filepath.Join(dir, "a.c"), []byte("#include <stdlib.h>\nint main(void) { return EXIT_SUCCESS; }\n"), 0o644); err != nil {
		return fmt.Errorf("trying the C compiler: %w", err)
	}
	program := filepath.Join(dir, "a.exe")
	args := append(e.cc()[1:], "-o", program, "a.c")
	if _, err := e.machine.Run(ctx, Command{Path: cc, Args: args, Dir: dir, Env: e.cfg.Env}); err != nil {
		return err
	}
	if _, err := e.machine.Run(ctx, Command{Path: program, Dir: dir, Env: e.cfg.Env}); err != nil {
		return fmt.Errorf("the program that %s compiled does not run: %w", filepath.Base(cc), err)
	}
	return nil
}
