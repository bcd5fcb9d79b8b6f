// Package future は一つの結果を、待っている全員に渡す。
package future

import "context"

// Future はまだ届いていないかもしれない結果。New か Start で作る。
type Future[T any] struct {
	権利    chan struct{} // 中身は一つだけ。取れた人だけが結果を書ける
	完了    chan struct{} // 結果を書き終えてから閉じる
	value T
	err   error
}

// New は未解決の Future を返す。
func New[T any]() *Future[T] {
	f := &Future[T]{
		権利: make(chan struct{}, 1),
		完了: make(chan struct{}),
	}
	f.権利 <- struct{}{}
	return f
}

// Start は produce を別の goroutine で動かし、すぐに戻る。
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		defer func() {
			// panic も結果のうち。待っている人を置き去りにしない
			if v := recover(); v != nil {
				var zero T
				f.Resolve(zero, &PanicError{Value: v})
			}
		}()
		v, err := produce()
		f.Resolve(v, err)
	}()
	return f
}

// Resolve は最初の一回だけ結果を決めて true を返す。
func (f *Future[T]) Resolve(value T, err error) bool {
	select {
	case <-f.権利:
		f.value, f.err = value, err
		close(f.完了) // close の前の書き込みは、受信した側から必ず見える
		return true
	default:
		// 負けた人も、勝った人が書き終えるまでほんの少し待つ。
		// こうすれば false が返った時点で必ず解決済みになっている。
		<-f.完了
		return false
	}
}

// ready は解決済みかどうか（待たない）。
func (f *Future[T]) ready() bool {
	select {
	case <-f.完了:
		return true
	default:
		return false
	}
}

// Await は結果を待つ。ctx が先に終われば、ゼロ値と ctx のエラーを返す。
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-f.完了:
	case <-ctx.Done():
		// 両方とも可能だと select はくじ引きになる。結果を優先する
		if !f.ready() {
			var zero T
			return zero, ctx.Err()
		}
	}
	return f.value, f.err
}
