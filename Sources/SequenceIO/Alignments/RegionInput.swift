// Whether an input can be read by its index: it is BAM or CRAM, the index lies beside it, and the chromosomes are those of
// an assembly that is known, by name, length and the bases of reads.

internal import Digests

enum RegionInput {
  /// What came of looking.
  enum Outcome {
    /// The reads of the regions.
    case regions(RegionBatches)
    /// Every line has to be read; with what is to be said of that.
    case whole(InputDiagnostic?)
  }

  /// Looks at an input.
  ///
  /// - Parameters:
  ///   - assemblies: the regions, one list an assembly.
  ///   - reference: FASTA of the reference that CRAM was made with.
  ///   - makeScreen: marks the reads that may be of the regions.
  /// - Throws: for an index that is damaged or of another file.
  static func open(
    _ source: InputSource, _ assemblies: [[AlignmentRegion]], reference: String?,
    tag: AlignmentTag? = nil, digest: DigestAlgorithm = .sha256, screen makeScreen: (@Sendable () -> BatchScreen)?
  ) throws(ParseError) -> Outcome {
    guard !assemblies.isEmpty, !source.isStandardInput, try FileIdentity.of(source).isRegular else {
      return .whole(nil)
    }
    guard let index = index(of: source.path) else { return .whole(nil) }
    let input = try OpenInput(source)
    let prefix = try input.bytes(at: 0, 4)
    let file: any RegionFile
    if prefix.starts(with: [0x1F, 0x8B]) {
      guard index.path.hasSuffix("i"), !index.path.hasSuffix(".crai") else { return .whole(nil) }
      file = try BAMRegionFile(input, index: index)
    } else {
      #if HTSlib
        guard prefix == Array("CRAM".utf8) else { return .whole(nil) }
        file = try CRAMRegionFile(input, index: index, reference: reference)
      #else
        return .whole(nil)
      #endif
    }
    guard let regions = PlacedRegion.placed(assemblies, in: file.header) else {
      return .whole(
        remark(source, "its chromosomes are, by name and length, of no assembly with known places of the genes"))
    }
    let screen = makeScreen?()
    if let screen, try !areOfGenes(file, regions, screen) {
      return .whole(remark(source, "the reads at the genes' places are not of the genes"))
    }
    return .regions(RegionBatches(file, regions: regions, screen: screen, tag: tag, digest: digest))
  }

  private static func remark(_ source: InputSource, _ reason: String) -> InputDiagnostic {
    InputDiagnostic(
      code: .alignedReads, file: source.displayName,
      message: "every line was read and the index was not used: \(reason)")
  }

  /// The index beside a file, if there is one.
  private static func index(of path: String) -> InputSource? {
    var names = [".bai", ".csi", ".crai"].map { path + $0 }
    for (ending, others) in [(".bam", [".bai", ".csi"]), (".cram", [".crai"])] where path.hasSuffix(ending) {
      names += others.map { path.dropLast(ending.count) + $0 }
    }
    return names.lazy.map(InputSource.init(path:)).first { source in
      if let identity = try? FileIdentity.of(source) { identity.isRegular } else { false }
    }
  }

  /// Whether reads from the middle of the regions are of the genes; few reads are given the benefit of the doubt.
  private static func areOfGenes(
    _ file: any RegionFile, _ regions: [PlacedRegion], _ screen: BatchScreen
  ) throws(ParseError) -> Bool {
    var (seen, marked) = (0, 0)
    for region in regions {
      let middle = region.range.lowerBound + region.range.count / 2
      let job = RegionJob(PlacedRegion(reference: region.reference, range: middle..<region.range.upperBound))
      let cursor = try file.cursor(job)
      var writer = AlignmentBatchWriter(AlignmentSummary(file.format))
      var isPast = false
      while writer.count < 200, !isPast {
        let isGoingOn: Void? = try cursor.withNext { line in
          let place = AlignmentPlace(line.reference, line.position)
          if job.wants(line, at: place), line.isPrimary { _ = writer.add(line) }
          isPast = file.isOrdered && place >= job.end
        }
        if isGoingOn == nil { break }
      }
      guard writer.count > 0 else { continue }
      let batch = writer.take(first: 0)
      screen(batch)
      seen += batch.count
      for index in 0..<batch.count where batch[index].flags != 0 { marked += 1 }
    }
    return seen < 40 || marked * 10 >= seen * 3
  }
}
