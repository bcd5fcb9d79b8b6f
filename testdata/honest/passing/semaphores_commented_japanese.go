// Package passing は値を一つの goroutine から他の goroutine へ渡す。
package passing

import (
	"context"
	"io"
	"sync"
)

// 先読みしてよい件数。README の上限は 16。
const credits = 8

// Stream は next を専用の goroutine で呼び、結果を順番にチャネルで渡す。
//
// 二段構え:
//
//	読み手 ──buf──> 送り手 ──out──> 受信者たち
//	  ^                │
//	  └──── sem ───────┘   送り終えたら札を返す
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	buf := make(chan Result[T], credits) // 札の数だけ場所があるので、送信は決して止まらない
	sem := make(chan struct{}, credits)  // 札（セマフォ）

	var wg sync.WaitGroup
	wg.Add(2)

	// 読み手: 札を取ってから next を呼ぶ
	go func() {
		defer wg.Done()
		defer close(buf)
		for {
			select {
			case sem <- struct{}{}:
			case <-ctx.Done():
				return
			}
			// select は両方可能ならどちらを選ぶか分からないので、もう一度確かめる
			if ctx.Err() != nil {
				return
			}
			v, err := next()
			if err == io.EOF {
				return
			}
			buf <- Result[T]{Value: v, Err: err}
			if err != nil {
				return
			}
		}
	}()

	// 送り手
	go func() {
		defer wg.Done()
		for r := range buf {
			select {
			case out <- r:
				<-sem // 札を返す
			case <-ctx.Done():
				return // 残りは捨てる
			}
		}
	}()

	// 二人とも終わってから閉じる。close が必ず最後。
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}
