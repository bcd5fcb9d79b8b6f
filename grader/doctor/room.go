package doctor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"racekit/grader/confine"
	"racekit/grader/verdict"
)

const (
	mib = 1 << 20
	gib = 1 << 30
)

func subjectTemp() verdict.Text {
	return verdict.Text{En: "temporary folder", Ja: "一時フォルダー"}
}
func subjectProcessors() verdict.Text {
	return verdict.Text{En: "processors", Ja: "CPU"}
}
func subjectMemory() verdict.Text { return verdict.Text{En: "memory", Ja: "メモリ"} }

// scratch makes the folder for scratch modules and writes to it.
func (e *examination) scratch(context.Context) []Result {
	err := os.MkdirAll(e.cfg.Scratch, 0o755)
	if err == nil {
		err = writable(e.cfg.Scratch)
	}
	if err == nil {
		e.writable = true
		return one(Result{Status: OK, Subject: subjectScratch(), Found: same(e.cfg.Scratch)})
	}
	return one(Result{
		Status: Missing, Subject: subjectScratch(), Found: same(err.Error()),
		Means: verdict.Text{
			En: "Submissions are built there, never in your own tree.",
			Ja: "提出されたコードは、元のフォルダーではなくここでビルドします。",
		},
		Remedy: verdict.Text{
			En: "name a folder that can be written to: export RACEKIT_SCRATCH=FOLDER",
			Ja: "書き込めるフォルダーを指定してください: export RACEKIT_SCRATCH=FOLDER",
		},
		Without: verdict.Text{
			En: "Nothing can be graded; 'racekit list', 'hint' and 'show' work.",
			Ja: "採点はできません。「racekit list」「racekit hint」「racekit show」は使えます。",
		},
	})
}

// temp writes to the folder for temporary files, where the C compiler puts its own.
func (e *examination) temp(context.Context) []Result {
	dir := tempDir(e.cfg.Env)
	err := writable(dir)
	if err == nil {
		return one(Result{Status: OK, Subject: subjectTemp(), Found: same(dir)})
	}
	return one(Result{
		Status: Missing, Subject: subjectTemp(), Found: same(err.Error()),
		Means: verdict.Text{
			En: "The C compiler that links the race detector writes there.",
			Ja: "競合検出器をリンクする C コンパイラーが使います。",
		},
		Remedy: verdict.Text{
			En: "name a folder that can be written to: export TMPDIR=FOLDER",
			Ja: "書き込めるフォルダーを指定してください: export TMPDIR=FOLDER",
		},
		Without: withoutRace(),
	})
}

// writable writes a file and removes it.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".racekit-doctor-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString("racekit")
	for _, then := range []func() error{f.Close, func() error { return os.Remove(f.Name()) }} {
		if next := then(); err == nil {
			err = next
		}
	}
	return err
}

// processors counts what executions can overlap on.
func (e *examination) processors(context.Context) []Result {
	all, used := e.machine.Processors()
	r := Result{Status: OK, Subject: subjectProcessors(), Found: same(fmt.Sprint(all))}
	if used < all {
		r.Found = verdict.Text{
			En: fmt.Sprintf("%d of %d (GOMAXPROCS, or a limit of the container)", used, all),
			Ja: fmt.Sprintf("%d個中%d個（GOMAXPROCS またはコンテナーの制限）", all, used),
		}
	}
	if used < 2 {
		r.Status = Warning
		r.Means = verdict.Text{
			En: "With one processor goroutines take turns: a wrong result that needs two at once shows itself less often, and gradings take twice as long.",
			Ja: "CPU が1つだと、ゴルーチンは同時に動きません。同時実行で起きる結果の誤りが現れにくく、採点時間も約2倍になります。",
		}
		r.Remedy = verdict.Text{En: "grade on a machine, or in a container, with two or more.", Ja: "2つ以上使えるマシンやコンテナーで採点してください。"}
		r.Without = verdict.Text{
			En: "Data races, deadlocks, leaks and overlap are found as on any machine.",
			Ja: "データ競合、デッドロック、ゴルーチンリーク、処理の重なりは同じように検査できます。",
		}
	}
	return one(r)
}

// memory compares what is free with what the linker and a bounded execution take.
func (e *examination) memory(context.Context) []Result {
	free := e.machine.Memory()
	if free == 0 {
		return one(Result{Status: Untried, Subject: subjectMemory(), Found: unsaid()})
	}
	r := Result{Status: OK, Subject: subjectMemory(), Found: amount(free)}
	if free < gib {
		r.Status = Warning
		r.Means = verdict.Text{
			En: "Building takes up to 400 MiB, and an execution may use 1 GiB before it is stopped.",
			Ja: "ビルドに最大 400 MiB、1回の実行に最大 1 GiB を使います。",
		}
		r.Remedy = verdict.Text{
			En: "close other programs, raise the limit of the container, or grade with --jobs 1.",
			Ja: "他のプログラムを終了する、コンテナーの制限を上げる、--jobs 1 で採点する、のいずれかを試してください。",
		}
	}
	return one(r)
}

// disks looks at the space where gradings write.
func (e *examination) disks(context.Context) []Result {
	rs := one(e.disk(verdict.Text{En: "space for scratch", Ja: "作業用の空き容量"}, e.cfg.Scratch, "RACEKIT_SCRATCH"))
	if e.toolchain.GOCACHE != "" {
		rs = append(rs, e.disk(verdict.Text{En: "space for Go's cache", Ja: "Go キャッシュの空き容量"}, e.toolchain.GOCACHE, "GOCACHE"))
	}
	return rs
}

func (e *examination) disk(subject verdict.Text, dir, variable string) Result {
	free, known := e.machine.Free(existing(dir))
	r := Result{Status: OK, Subject: subject, Found: amount(free)}
	switch {
	case !known:
		return Result{Status: Untried, Subject: subject, Found: unsaid()}
	case free >= gib:
		return r
	case free < 256*mib:
		r.Status = Missing
		r.Without = verdict.Text{En: "Nothing can be graded.", Ja: "採点はできません。"}
	default:
		r.Status = Warning
	}
	r.Means = verdict.Text{
		En: "A grading writes up to 100 MiB to " + dir + ".",
		Ja: "採点では " + dir + " に最大 100 MiB を書き込みます。",
	}
	r.Remedy = verdict.Text{
		En: "free some space ('go clean -cache' empties Go's cache), or name another folder: export " + variable + "=FOLDER",
		Ja: "空き容量を増やすか（「go clean -cache」で Go のキャッシュを削除できます）、別のフォルダーを指定してください: export " + variable + "=FOLDER",
	}
	return r
}

// existing is dir, or the nearest folder above it that exists.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func amount(bytes uint64) verdict.Text {
	text := fmt.Sprintf("%d MiB", bytes/mib)
	if bytes >= gib {
		text = fmt.Sprintf("%.1f GiB", float64(bytes)/gib)
	}
	return verdict.Text{En: text + " free", Ja: "空き " + text}
}

func unsaid() verdict.Text {
	return verdict.Text{En: "the system does not say", Ja: "この環境では確認できません"}
}

// confinement looks how far submissions can be confined.
func (e *examination) confinement(context.Context) []Result {
	tier, why := e.machine.Confinement()
	r := Result{
		Status: OK, Subject: verdict.Text{En: "confinement", Ja: "サンドボックス"}, Found: same(tier.String() + ": " + why),
	}
	if tier == confine.T0 {
		r.Status = Warning
		r.Means = verdict.Text{
			En: "The code of a submission may do whatever you may do: read your files, use the network, start processes.",
			Ja: "提出コードは、ファイルの読み取り、ネットワークの使用、プロセスの起動など、実行した人に許されていることをすべて行えます。",
		}
		r.Remedy = verdict.Text{
			En: "grade code of others on Linux 5.13 or later with Landlock, or in a container.",
			Ja: "他の人のコードは、Landlock が使える Linux（5.13 以降）か、コンテナの中で採点してください。",
		}
		r.Without = verdict.Text{
			En: "Verdicts are the same. Imports and directives that reach out are refused all the same, before anything is built.",
			Ja: "判定結果は変わりません。外部に影響するインポートやディレクティブは、ビルド前に拒否されます。",
		}
	}
	return one(r)
}

// git looks for what brings the kit's files back.
func (e *examination) git(context.Context) []Result {
	subject := same("git")
	path, err := look(e.cfg.Env, "git")
	if err == nil {
		return one(Result{Status: OK, Subject: subject, Found: same(path)})
	}
	return one(Result{
		Status: Warning, Subject: subject, Found: notFound(err),
		Means:   verdict.Text{En: "It restores files of the kit that were changed by mistake.", Ja: "誤って変更した教材のファイルを元に戻すときに使います。"},
		Remedy:  verdict.Text{En: "install git from your package manager.", Ja: "パッケージマネージャーで git をインストールしてください。"},
		Without: verdict.Text{En: "Gradings are complete without it.", Ja: "採点には影響しません。"},
	})
}
