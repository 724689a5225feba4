// All memory that mapping needs, made once a thread.

/// The working memory of a ``ReadMapper``: one for each thread, used again for every template.
///
/// Holds no result; what a template left behind never changes the next one.
///
/// - Complexity: about 1 MB.
package struct MapperScratch: ~Copyable, @unchecked Sendable {
  static let segmentCapacity = 192

  var first = MateBuffers()
  var second = MateBuffers()
  let affine: AffineGapMemory
  let segments: FlatBuffer<Segment>
  let chainScores: FlatBuffer<Int32>
  let chainLinks: FlatBuffer<Int32>
  let chain: FlatBuffer<Segment>
  let mismatches: FlatBuffer<Int32>
  let leftScores: FlatBuffer<Int32>
  let rightScores: FlatBuffer<Int32>
  private let operationStorage: [FlatBuffer<UInt32>]
  /// Operations of the two mates' candidate alignments, of a rescue, and of the step at work.
  var firstOperations: CIGARBuilder
  var secondOperations: CIGARBuilder
  var rescueOperations: CIGARBuilder
  var workOperations: CIGARBuilder

  /// Memory for one thread.
  package init() {
    affine = AffineGapMemory(
      queryCapacity: MateBuffers.capacity, windowCapacity: MateBuffers.capacity + 512, bandCapacity: 288)
    segments = .allocate(count: Self.segmentCapacity, filledWith: Segment())
    chain = .allocate(count: Self.segmentCapacity, filledWith: Segment())
    chainScores = .allocate(count: Self.segmentCapacity, filledWith: 0)
    chainLinks = .allocate(count: Self.segmentCapacity, filledWith: 0)
    mismatches = .allocate(count: UngappedKernel.mismatchCapacity, filledWith: 0)
    leftScores = .allocate(count: MateBuffers.capacity + 2, filledWith: 0)
    rightScores = .allocate(count: MateBuffers.capacity + 2, filledWith: 0)
    operationStorage = (0..<4).map { _ in .allocate(count: 4 * MateBuffers.capacity, filledWith: 0) }
    firstOperations = CIGARBuilder(storage: operationStorage[0])
    secondOperations = CIGARBuilder(storage: operationStorage[1])
    rescueOperations = CIGARBuilder(storage: operationStorage[2])
    workOperations = CIGARBuilder(storage: operationStorage[3])
  }

  deinit {
    first.deallocate()
    second.deallocate()
    affine.deallocate()
    segments.deallocate()
    chain.deallocate()
    for buffer in [chainScores, chainLinks, mismatches, leftScores, rightScores] { buffer.deallocate() }
    for buffer in operationStorage { buffer.deallocate() }
  }
}
