// How independent pieces of work are run.

/// Runs a body for every number from 0 up to a count, in any order and on any threads, and returns when all are done; or
/// throws, for instance because somebody asked for a stop.
package typealias ParallelLoop<Failure: Error> = (_ count: Int, _ body: @Sendable (Int) -> Void) throws(Failure) -> Void
