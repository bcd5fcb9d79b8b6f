// Package parallel はたくさんの読み込みを同時に行う。
package parallel

import (
	"context"
	"errors"
	"sort"
)

// 読み込み一件の結果。届く順番はばらばらなので、元の位置も持たせる。
type item struct {
	pos  int
	text string
	err  error
}

// byPos は元の順番に並べ直すためのもの。
type byPos []item

var _ sort.Interface = byPos(nil)

func (b byPos) Len() int           { return len(b) }
func (b byPos) Less(i, j int) bool { return b[i].pos < b[j].pos }
func (b byPos) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// ReadAll は全ての名前を同時に読み、全部が戻ってから戻る。
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	results := make(chan item) // バッファなし。下で必ず len(names) 回受け取る

	start := func(pos int, name string) {
		text, err := read(ctx, name)
		results <- item{pos, text, err}
	}
	for pos, name := range names {
		go start(pos, name)
	}

	// キャンセルされても受け取りをやめない。やめると送信側が永遠に残る。
	items := make([]item, len(names))
	for k := range items {
		items[k] = <-results
	}
	sort.Sort(byPos(items))

	texts := make([]string, len(items))
	var err []error
	for k, it := range items {
		if it.err != nil {
			err = append(err, it.err)
			continue // 失敗したところは "" のまま
		}
		texts[k] = it.text
	}
	return texts, errors.Join(err...)
}
