// The digest of an input's blocks, taken before anyone else may change them; two files of mates are hashed together.

internal import Digests

/// Takes the digest of blocks and gives those back that it has done, in order. Used by one thread.
protocol BlockDigester: AnyObject, Sendable {
  /// Takes the next block; gives the blocks that are done, of which it may be one.
  func add(_ block: ByteBuffer) -> [ByteBuffer]
  /// After the last block: those that were not given back yet.
  func rest() -> [ByteBuffer]
  /// The digest of all blocks, once `rest` was called.
  func digest() -> FileDigest
}

/// The digest of one input; the reading thread alone uses it.
final class SingleDigester: BlockDigester, @unchecked Sendable {
  private var digester: FileDigester

  init(_ algorithm: DigestAlgorithm) { digester = FileDigester(algorithm) }

  func add(_ block: ByteBuffer) -> [ByteBuffer] {
    unsafe digester.update(block.base + block.start, count: block.count)
    return [block]
  }

  func rest() -> [ByteBuffer] { [] }

  func digest() -> FileDigest { digester.finish() }
}

/// The SHA-256 of two regular files that are read side by side.
///
/// A thread that has read a block leaves it here and goes on reading. Whoever comes with a block while one of the other file
/// lies here hashes both at once; who comes twice in a row hashes his older one alone. So nobody waits for the other file,
/// only for a hash that is being made, and no file can hold up the other. Blocks of pipes may not come here: a block that
/// lies here while its reader waits for the writer could be the one that the writer waits for.
// The monitor guards the sides; a digest belongs to the thread that made its side busy.
final class DigestPair: @unchecked Sendable {
  /// A digest that is passed from thread to thread.
  private final class Box {
    var digest = SHA256()
  }

  private struct Side {
    /// A block that is read and not hashed.
    var waiting: ByteBuffer?
    /// Blocks that the other side's thread hashed.
    var done: [ByteBuffer] = []
    /// Whether a thread is at the digest.
    var isBusy = false
  }

  private enum Work {
    case nothing
    case alone(ByteBuffer)
    case both(own: ByteBuffer, other: ByteBuffer)
  }

  private let monitor = Monitor()
  private let boxes = [Box(), Box()]
  private var left = Side()
  private var right = Side()

  /// The digesters of the two files.
  var digesters: [any BlockDigester] {
    [PairedDigester(pair: self, isLeft: true), PairedDigester(pair: self, isLeft: false)]
  }

  private func withSide<Result>(_ isLeft: Bool, _ body: (inout Side) -> Result) -> Result {
    isLeft ? body(&left) : body(&right)
  }

  fileprivate func add(_ block: ByteBuffer, isLeft: Bool) -> [ByteBuffer] {
    let (ready, work) = monitor.exclusively { () -> ([ByteBuffer], Work) in
      while withSide(isLeft, { $0.isBusy && $0.waiting != nil }) { monitor.wait() }
      return (takeDone(isLeft), nextWork(with: block, isLeft: isLeft))
    }
    switch work {
    case .nothing: return ready
    case .alone(let older):
      hash(older, isLeft)
      release(isLeft, both: false, other: nil)
      return ready + [older]
    case .both(let own, let other):
      hash(isLeft ? own : other, isLeft ? other : own)
      release(isLeft, both: true, other: other)
      return ready + [own]
    }
  }

  /// What is to be done now that a block has come; call it inside the monitor only.
  private func nextWork(with block: ByteBuffer, isLeft: Bool) -> Work {
    let other = withSide(!isLeft) { $0.isBusy ? nil : $0.waiting }
    let (isBusy, older) = withSide(isLeft) { ($0.isBusy, $0.waiting) }
    if !isBusy, older == nil, let other {
      withSide(isLeft) { $0.isBusy = true }
      withSide(!isLeft) {
        $0.isBusy = true
        $0.waiting = nil
      }
      return .both(own: block, other: other)
    }
    withSide(isLeft) { $0.waiting = block }
    guard let older else { return .nothing }
    withSide(isLeft) { $0.isBusy = true }
    return .alone(older)
  }

  private func takeDone(_ isLeft: Bool) -> [ByteBuffer] {
    withSide(isLeft) { side in
      defer { side.done = [] }
      return side.done
    }
  }

  private func hash(_ block: ByteBuffer, _ isLeft: Bool) {
    unsafe boxes[isLeft ? 0 : 1].digest.update(block.base + block.start, count: block.count)
  }

  private func hash(_ one: ByteBuffer, _ other: ByteBuffer) {
    unsafe SHA256.update(
      &boxes[0].digest, one.base + one.start, one.count, &boxes[1].digest, other.base + other.start, other.count)
  }

  private func release(_ isLeft: Bool, both: Bool, other: ByteBuffer?) {
    monitor.exclusively {
      withSide(isLeft) { $0.isBusy = false }
      if both { withSide(!isLeft) { $0.isBusy = false } }
      if let other { withSide(!isLeft) { $0.done.append(other) } }
      monitor.signalAll()
    }
  }

  fileprivate func rest(isLeft: Bool) -> [ByteBuffer] {
    let (ready, last) = monitor.exclusively { () -> ([ByteBuffer], ByteBuffer?) in
      while withSide(isLeft, { $0.isBusy }) { monitor.wait() }
      return withSide(isLeft) { side in
        defer { (side.done, side.waiting) = ([], nil) }
        return (side.done, side.waiting)
      }
    }
    guard let last else { return ready }
    hash(last, isLeft)
    return ready + [last]
  }

  fileprivate func digest(isLeft: Bool) -> FileDigest {
    FileDigest(.sha256, boxes[isLeft ? 0 : 1].digest.hexadecimal())
  }
}

/// One side of a pair.
private final class PairedDigester: BlockDigester {
  private let pair: DigestPair
  private let isLeft: Bool

  init(pair: DigestPair, isLeft: Bool) {
    self.pair = pair
    self.isLeft = isLeft
  }

  func add(_ block: ByteBuffer) -> [ByteBuffer] { pair.add(block, isLeft: isLeft) }
  func rest() -> [ByteBuffer] { pair.rest(isLeft: isLeft) }
  func digest() -> FileDigest { pair.digest(isLeft: isLeft) }
}
