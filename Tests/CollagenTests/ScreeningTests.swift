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

  @Test func cancellationOfWhoeverAwaitsStopsIt() async throws {
    let pipe = try OpenPipe()
    let screening = Screening(of: [.single(InputSource(path: pipe.path))], options: Self.options())
    pipe.close(when: { screening.isCancelled })
    await #expect(throws: CancellationError.self) {
      try await Task {
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        _ = try await screening.result.sample
      }.value
    }
    // Whoever asks later is told the same.
    await #expect(throws: CancellationError.self) { _ = try await screening.result.sample }
  }

  @Test func cancellationOfWhoeverListensStopsIt() async throws {
    let pipe = try OpenPipe()
    let screening = Screening(of: [.single(InputSource(path: pipe.path))], options: Self.options())
    pipe.close(when: { screening.isCancelled })
    await Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      for await _ in screening.progress {}
    }.value
    await #expect(throws: CancellationError.self) { _ = try await screening.result.sample }
  }

  @Test func cancellationWhileReadingStopsIt() throws {
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      _ = try ScreenPipeline.run(
        lanes: Self.lanes, options: ScreenOptions(sample: "demo"), cancellation: cancellation,
        progress: { _ in cancellation.cancel() })
    }
  }

  @Test func cancellationBetweenRegionsStopsTheCaller() throws {
    let cancellation = Cancellation()
    let begun = Atomic(0)
    let loop = ParallelLoop.over(threads: 2, cancellation)
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
      _ = try await Screening(of: Self.lanes, options: ScreeningOptions(sample: name)).result.sample
    }
  }

  @Test func missingInputIsToldWithItsName() async throws {
    let lane = ReadLane.single(InputSource(path: "/nowhere/a.fastq"))
    await #expect { _ = try await Screening(of: [lane], options: Self.options()).result.sample } throws: { error in
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

/// A named pipe whose writing end is held open, so that whoever reads it waits.
private struct OpenPipe {
  let path: String
  private let descriptor: Int32

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path
    try #require(unsafe mkfifo(path, 0o600) == 0)
    descriptor = unsafe open(path, O_RDWR)
    try #require(descriptor >= 0)
  }

  /// Closes the pipe as soon as something holds, on a thread of its own.
  func close(when holds: @escaping @Sendable () -> Bool) {
    let (path, descriptor) = (path, descriptor)
    Thread.detachNewThread {
      while !holds() { Thread.sleep(forTimeInterval: 0.01) }
      Foundation.close(descriptor)
      unsafe unlink(path)
    }
  }
}
