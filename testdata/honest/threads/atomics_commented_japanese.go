// Package threads は関数をそれぞれ自分の goroutine で動かし、最後に合流する。
package threads

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// Group はゼロ値のまま使える。コピーしてはいけない。
type Group struct {
	wg   sync.WaitGroup
	次    atomic.Int64 // Go が呼ばれた回数＝整理番号
	fail sync.Map     // 整理番号(int64) → error
}

type numbered struct {
	no  int64
	err error
}

// Go は f を新しい goroutine で始め、終わるのを待たない。
// 番号は goroutine の中ではなく、ここで取る（中で取ると順番が保証されない）。
func (g *Group) Go(f func() error) {
	no := g.次.Add(1)
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.fail.Store(no, err)
		}
	})
}

// Wait は全部終わるまで眠って待ち、エラーを Go の順に並べて返す。
func (g *Group) Wait() error {
	g.wg.Wait()

	var list []numbered
	g.fail.Range(func(k, v any) bool {
		list = append(list, numbered{k.(int64), v.(error)})
		return true
	})
	// sync.Map の順番はばらばらなので、番号で並べ直す
	slices.SortFunc(list, func(a, b numbered) int { return cmp.Compare(a.no, b.no) })

	var errs []error
	for _, n := range list {
		errs = append(errs, n.err)
	}
	return errors.Join(errs...)
}
