// How independent pieces of work are run.

/// Runs a body for every number from 0 up to a count, in any order and on any threads, and returns when all are done.
package typealias ParallelLoop = (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void
