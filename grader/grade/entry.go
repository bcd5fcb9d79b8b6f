package grade

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"racekit/grader/admit"
	"racekit/grader/assemble"
	"racekit/grader/catalog"
	"racekit/grader/diagnose"
	"racekit/grader/digest"
	"racekit/grader/explain"
	"racekit/grader/remember"
	"racekit/grader/source"
	"racekit/grader/submission"
	"racekit/grader/verdict"
)

// entry is one exercise of a grading.
type entry struct {
	ex        catalog.Exercise
	subject   diagnose.Subject
	unit      assemble.Unit
	untouched bool
	counts    bool
	// restore is the command that brings back a file of the kit's that was changed and
	// that the exercise is built of, "" if there is none.
	restore string
	notes   []verdict.Note
	// findings are those of the exercise as a whole. With any, it is not built.
	findings []verdict.Finding
	tests    map[string]*history
	// unexplored says that schedules of its tests were not explored, and why; nil: they were.
	unexplored *verdict.Note
	// remembered is what an earlier grading decided of the same, under key; nil: nothing.
	remembered *verdict.Exercise
	key        remember.Key
	// files and digest are those of verdict.Exercise.
	files  map[string]string
	digest string
}

// newEntry takes the submission for ex and looks at it before anything is built.
func (g *grading) newEntry(ex catalog.Exercise, tree submission.Tree, changes []digest.Change) (*entry, error) {
	e := &entry{ex: ex, counts: !g.cfg.NoRace, tests: map[string]*history{}}
	e.subject = diagnose.Subject{Dir: ex.Dir, Files: map[string]*source.File{}, Processes: ex.Processes}
	e.unit = assemble.Unit{Slug: ex.Slug, Files: map[string][]byte{}, Tests: map[string][]byte{}}
	for _, t := range ex.Tests {
		e.unit.TestNames = append(e.unit.TestNames, t.Name)
	}
	if err := e.addKitFiles(g.cfg.Root, strays(ex, changes)); err != nil {
		return nil, err
	}
	sub := tree.Take(ex)
	for path, content := range g.cfg.Replace {
		if name, ok := under(path, ex.Slug); ok {
			sub.Files[name] = content
			delete(sub.Missing, name)
		}
	}
	e.identify(sub)
	e.untouched = len(sub.Missing) == 0 && len(g.cfg.Replace) == 0
	refused := e.examine(sub, g.cfg.Without)
	for _, name := range ex.Files {
		if !refused[name] {
			e.take(name, sub, g.elsewhere())
		}
		e.untouched = e.untouched && g.sums.Untouched(ex.Slug+"/"+name, sub.Files[name])
	}
	e.noteChanges(changes, strays(ex, changes), g.cfg.Without)
	return e, e.noteOthers(g, sub, tree)
}

// elsewhere reports whether the tree that is graded is not the kit.
func (g *grading) elsewhere() bool { return filepath.Clean(g.cfg.Dir) != filepath.Clean(g.cfg.Root) }

// forget begins the history of every test anew.
func (e *entry) forget(runs int) {
	e.unexplored = nil
	for _, t := range e.ex.Tests {
		e.tests[t.Name] = newHistory(runs)
	}
}

// under returns the base name of path if it is in the folder of slug.
func under(path, slug string) (string, bool) {
	dir, name := filepath.Split(filepath.FromSlash(path))
	return name, filepath.Clean(dir) == slug
}

// strays are the files that have the name of one of the kit's and are not the kit's: a
// learner's own counter_more_test.go, say. Where the metadata was edited as well, an
// author is at work, and nothing is a stray.
func strays(ex catalog.Exercise, changes []digest.Change) map[string]bool {
	found := map[string]bool{}
	for _, c := range changes {
		switch {
		case c.Slug != ex.Slug:
		case c.Path == ex.Dir+"/"+catalog.ManifestFile:
			return nil
		case c.Kind == digest.Unlisted:
			found[c.Path] = true
		}
	}
	return found
}

// addKitFiles adds the kit's own files of the exercise, from the kit.
func (e *entry) addKitFiles(root string, strays map[string]bool) error {
	manifest, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(e.ex.Dir), catalog.ManifestFile))
	if err != nil {
		return err
	}
	own := map[string][]byte{catalog.ManifestFile: manifest}
	add := func(to map[string][]byte, names []string) error {
		for _, name := range names {
			if strays[e.ex.Dir+"/"+name] {
				continue
			}
			content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(e.ex.Dir), name))
			if err != nil {
				return err
			}
			to[name], own[name] = content, content
		}
		return nil
	}
	err = errors.Join(add(e.unit.Files, e.ex.KitFiles), add(e.unit.Tests, e.ex.TestFiles))
	e.digest = digest.OfFiles(own)
	return err
}

// identify takes down which files of the learner's are graded.
func (e *entry) identify(sub submission.Submission) {
	e.files = map[string]string{}
	for _, name := range e.ex.Files {
		e.files[e.ex.Dir+"/"+name] = ""
		if content, taken := sub.Files[name]; taken {
			e.files[e.ex.Dir+"/"+name] = digest.Of(content)
		}
	}
}

// take takes one of the learner's files in, or says why it cannot. handedIn: it comes
// from a tree of somebody else, in which no command of ours brings anything back.
func (e *entry) take(name string, sub submission.Submission, handedIn bool) {
	path := e.ex.Dir + "/" + name
	refuse := func(line int, message string, w explain.Words) {
		e.findings = append(e.findings, w.On(verdict.Finding{
			Verdict: verdict.DoesNotCompile, Message: message,
			Place: verdict.Place{File: path, Line: line, Learner: true},
		}))
	}
	if err, missing := sub.Missing[name]; missing {
		absent := errors.Is(err, fs.ErrNotExist)
		switch {
		case absent && handedIn:
			refuse(1, "", explain.NotHandedIn(path))
		case absent:
			refuse(1, "the file does not exist", explain.Missing(path, "git checkout -- "+path))
		case handedIn:
			refuse(1, err.Error(), explain.Unusable(path, err))
		default:
			refuse(1, err.Error(), explain.Missing(path, "git checkout -- "+path))
		}
		return
	}
	content := sub.Files[name]
	file, problems := source.Parse(name, content)
	if len(problems) > 0 {
		refuse(problems[0].Line, problems[0].Message, explain.Compile(problems[0].Message))
		return
	}
	if got, line := file.Package(); got != e.ex.Slug {
		refuse(line, "package "+got, explain.PackageName(got, e.ex.Slug))
		return
	}
	e.subject.Files[name] = file
	e.unit.Files[name] = content
}

// noteChanges names the kit's files that were changed in the kit itself. A grading
// with changed tests does not count.
func (e *entry) noteChanges(changes []digest.Change, strays map[string]bool, without []admit.Rule) {
	for _, c := range changes {
		if c.Slug != e.ex.Slug {
			continue
		}
		if strays[c.Path] {
			e.stranger(c.Path, without)
			continue
		}
		note := verdict.Note{File: c.Path, Remedy: c.Remedy, Text: verdict.Text{
			En: "is " + string(c.Kind) + "; it belongs to the kit",
			Ja: "は教材のファイルですが、" + kindJa(c.Kind),
		}}
		if c.Spoils() {
			e.counts = false
			e.restore = cmp.Or(e.restore, c.Remedy)
		}
		e.notes = append(e.notes, note)
	}
}

func kindJa(k digest.Kind) string {
	switch k {
	case digest.Edited:
		return "変更されています"
	case digest.Missing:
		return "見つかりません"
	}
	return "ダイジェストの一覧にありません"
}

// noteOthers names the files of the submission that are not graded.
func (e *entry) noteOthers(g *grading, sub submission.Submission, tree submission.Tree) error {
	strangers, err := tree.Strangers(e.ex)
	if err != nil {
		return err
	}
	for _, path := range strangers {
		e.stranger(path, g.cfg.Without)
	}
	if !g.elsewhere() {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(sub.Own)) {
		path := e.ex.Dir + "/" + name
		kits, err := os.ReadFile(filepath.Join(g.cfg.Root, filepath.FromSlash(path)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			e.stranger(path, g.cfg.Without)
		case err != nil:
			return err
		case !bytes.Equal(unixLines(sub.Own[name]), unixLines(kits)):
			e.notes = append(e.notes, verdict.Note{File: path, Text: verdict.Text{
				En: "differs from the kit's; the kit's own was used",
				Ja: "は教材のものと異なります。採点には教材のファイルを使いました",
			}})
		}
	}
	return nil
}

// unixLines is the text with line ends as on Unix: a checkout on Windows is no edit.
func unixLines(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}
