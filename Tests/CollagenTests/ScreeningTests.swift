// Screening from a Swift program: one result for any number of threads, progress that never goes back, cancellation that stops.

import Collagen
import Foundation
import Synchronization
import Testing

@Suite struct ScreeningTests {
  private static let demo = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/demo").path
  private static let lanes: [ReadLane] = [
    .paired(InputSource(path: demo + "/demo_R1.fastq.gz"), InputSource(path: demo + "/demo_R2.fastq.gz"))
  ]

  private static func options(threads: Int = 1) -> ScreeningOptions {
    var options = ScreeningOptions(sample: "demo")
    options.threadCount = threads
    return options
  }

  @Test func givesTheSameForAnyNumberOfThreads() async throws {
    let result = try await Screening(of: Self.lanes, options: Self.options(threads: 2)).result
    #expect(result.calls.map(\.codingName) == ["NM_000089.4:c.1645C>G", "NM_000088.4:c.401dup"])
    #expect(
      result.calls.allSatisfy { $0.failedFilters.isEmpty && $0.alleleFractionInterval.contains($0.alleleFraction) })
    #expect(result.noCallBaseCount < result.targetBaseCount)
    let alone = try await Screening(of: Self.lanes, options: Self.options()).result
    #expect(alone.json == result.json)
  }

  @Test func progressNeverDecreasesAndEnds() async throws {
    let screening = Screening(of: Self.lanes, options: Self.options())
    var last: ScreeningProgress?
    for await progress in screening.progress {
      if let last {
        #expect(progress.readCount >= last.readCount)
        #expect(progress.byteCount >= last.byteCount)
      }
      #expect(progress.byteCount <= progress.totalByteCount ?? 0)
      last = progress
    }
    // Also after the end: the sequence is over at once, the result is there.
    for await _ in screening.progress { Issue.record("the screening is over") }
    #expect(try await screening.result.sample == "demo")
  }

  @Test func cancellationStopsIt() async throws {
    let screening = Screening(of: Self.lanes, options: Self.options())
    let task = Task { try await screening.result }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // Whoever asks later is told the same.
    await #expect(throws: CancellationError.self) { try await screening.result }
  }

  @Test func cancellationOfTheListenerStopsIt() async throws {
    let screening = Screening(of: Self.lanes, options: Self.options())
    let listener = Task {
      for await _ in screening.progress { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
    }
    await listener.value
    await #expect(throws: CancellationError.self) { try await screening.result }
  }

  @Test func cancellationBetweenRegionsStopsTheCaller() throws {
    let cancellation = Cancellation()
    let begun = Atomic(0)
    let loop = ScreenPipeline.parallelLoop(threads: 2, cancellation)
    #expect(throws: CancellationError.self) {
      try loop(1000) { _ in
        begun.add(1, ordering: .relaxed)
        cancellation.cancel()
      }
    }
    #expect(begun.load(ordering: .relaxed) < 1000)
  }

  @Test(arguments: ["", "a/b", ".a"]) func impossibleNamesAreRefused(name: String) async {
    await #expect(throws: CollagenError.self) {
      try await Screening(of: Self.lanes, options: ScreeningOptions(sample: name)).result
    }
  }

  @Test func missingInputIsToldWithItsName() async throws {
    let lane = ReadLane.single(InputSource(path: "/nowhere/a.fastq"))
    await #expect { try await Screening(of: [lane], options: Self.options()).result } throws: { error in
      (error as? ParseError)?.code == .notFound
    }
  }

  @Test func writesAllFilesOrNone() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "screening-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try await Screening(of: Self.lanes, options: Self.options(threads: 2)).result
    try result.write(to: folder.path)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    #expect(names.isSuperset(of: ["demo.json", "demo.variants.tsv", "demo.coverage.tsv", "demo.html"]))
    #expect(throws: CollagenError.self) { try result.write(to: folder.path) }
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == names)
    try result.write(to: folder.path, replacing: true)
  }
}
