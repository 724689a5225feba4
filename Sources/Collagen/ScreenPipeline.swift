// The main job from end to end: reads -> candidates -> aligned reads -> calls -> a report.

import Alignment
import BioSequence
import Digests
import Evidence
import Reporting
package import SequenceIO
import TranscriptAnalysis
import TypeICollagen
import VariantCalling
import VariantNaming

/// Screens one sample.
package enum ScreenPipeline {
  /// Reads all lanes, places what belongs to the two genes, calls, and names.
  ///
  ///     let result = try ScreenPipeline.run(
  ///       lanes: [.paired(InputSource(path: "a_R1.fq.gz"), InputSource(path: "a_R2.fq.gz"))],
  ///       options: ScreenOptions(sample: "a"))
  ///     for call in result.report.passed { print(call.hgvsC, call.hgvsP) }
  ///
  /// - Parameters:
  ///   - lanes: at least one.
  ///   - options: settings; the result does not depend on `threads`.
  ///   - cancellation: looked at between batches of reads and between regions.
  ///   - progress: called now and then on the calling thread.
  /// - Throws: ``SequenceIO/ParseError`` for what is wrong with an input, ``ScreenError`` if counts do not add up,
  ///   `CancellationError` when no thread works any more.
  package static func run(
    lanes: [ReadLane], options: ScreenOptions, cancellation: Cancellation = Cancellation(),
    progress: (ScreenProgress) -> Void = { _ in }
  ) throws -> ScreenResult {
    let genes = options.genes.genes
    let index = KMerIndex(references: genes.map(\.record.sequence), repeats: genes.map(\.repeats))
    let screen = ReadScreen(index: index)
    let transcriptMapper = options.molecule == .rna ? RNAScreen.mapper(records: index, genes: options.genes) : nil
    let reader = try SampleReader(lanes, options: streaming(options)) {
      if let transcriptMapper {
        unsafe flagging { unsafe transcriptMapper.isCandidate($0) }
      } else {
        unsafe flagging { unsafe screen.isCandidate($0) }
      }
    }
    let mapper = ReadMapper(index: index, introns: genes.map(introns(of:)))
    let pool = pool(mapper, transcriptMapper, options)
    defer { pool.wait() }
    var (reads, longest, longestSecond, firstTemplates) = try collectCandidates(reader, into: pool, options: options) {
      progress($0)
      return cancellation.isCancelled
    }
    try cancellation.check()
    var mapped = pool.finish(keepsSingletons: !options.dropsSingletons)
    try checkIdentifiers(mapped, options, lanes)
    if transcriptMapper != nil { try RNAScreen.checkLengths(mapped, lanes) }
    for leftOut in reader.summaries.compactMap(\.alignments?.leftOut) { reads += mapped.leaveOut(leftOut) }
    mapped.unscored = reader.summaries.compactMap(\.alignments?.withoutQualities).reduce(0, +)
    mapped.warnings += nameWarnings(lanes, reader, options)
    mapped.warnings += lengthWarnings(mapped, reads: reads, longest: longest, longestSecond, options.genes)
    if transcriptMapper == nil { mapped.warnings += mapped.sequenceWarnings }
    if let transcriptMapper {
      return try RNAScreen(options: options, genes: transcriptMapper.genes, cancellation: cancellation).result(
        mapped, reads: reads, inputs: reader.summaries.map(ReportedInput.init),
        warnings: options.remarks + reader.diagnostics.map { "\($0.file): \($0.message)" } + mapped.warnings)
    }

    let caller = caller(options, mapped)
    let calls = try caller.call(
      mapped.store, molecules: mapped.molecules, firstTemplates: firstTemplates,
      loop: ParallelLoop.over(threads: options.threads, cancellation))
    let answers = caller.evidence(
      for: options.confirm.map { ($0.variant, $0.gene) }, in: mapped.store, counting: mapped.sites?.store,
      molecules: mapped.molecules)
    mapped.warnings += mapped.sites?.warnings ?? []
    let confirmations = zip(options.confirm, answers).map { $0.confirmation($1, options.genes) }
    return try result(of: calls, mapped, confirmations, reads: reads, reader: reader, lanes: lanes, options)
  }

  /// What is made of the calls on the genes.
  private static func result(
    of calls: CallSet, _ mapped: MappedReads, _ confirmations: [Confirmation], reads: Int, reader: SampleReader,
    lanes: [ReadLane], _ options: ScreenOptions
  ) throws -> ScreenResult {
    let counts = try mapped.counts(reads: reads, use: calls.readUse)
    let builder = ScreenReportBuilder(options: options)
    let laneWarnings = try builder.laneWarnings(calls, files: lanes.compactMap { $0.sources.first?.displayName })
    let (report, coverage) = builder.report(
      calls, counts: counts, qualities: mapped.baseQualities(ofReads: reads), confirmations: confirmations,
      families: mapped.families,
      inputs: reader.summaries.map(ReportedInput.init),
      warnings: options.remarks + reader.diagnostics.map { "\($0.file): \($0.message)" } + mapped.warnings
        + laneWarnings)
    return ScreenResult(
      report: report, alignments: kept(mapped, options, marksDuplicates: calls.readUse.duplicates > 0),
      genes: options.genes, regionDepths: builder.regionDepths(coverage),
      referenceBlocks: options.writesGVCF ? builder.referenceBlocks(coverage, calls: report.calls) : nil,
      pileups: CallPileups(store: mapped.store, genes: options.genes, assembly: options.assembly).pictures(report))
  }

  /// What the names of files and those of their read groups say against the sample's.
  private static func nameWarnings(_ lanes: [ReadLane], _ reader: SampleReader, _ options: ScreenOptions) -> [String] {
    LaboratoryName.warnings(sample: options.sample, lanes: lanes.map { $0.sources.map(\.displayName) })
      + LaboratoryName.warnings(
        sample: options.sample, readGroups: reader.summaries.map { ($0.name, $0.alignments?.sampleNames ?? []) })
  }

  /// The aligned reads for BAM, if they are asked for.
  private static func kept(_ mapped: MappedReads, _ options: ScreenOptions, marksDuplicates: Bool) -> KeptAlignments? {
    guard options.keepsReadNames else { return nil }
    return KeptAlignments(
      genes: options.genes, store: mapped.store, names: mapped.names, marksDuplicates: marksDuplicates)
  }

  /// How the reads are read.
  private static func streaming(_ options: ScreenOptions) -> StreamOptions {
    var streaming = StreamOptions()
    streaming.allowsEmptyInput = options.allowsEmptyInput
    streaming.decodingThreads = options.threads
    streaming.reference = options.reference
    streaming.digest = options.digest
    streaming.titleTag = options.identifiers?.tag
    streaming.regions = regions(of: options.genes)
    return streaming
  }

  /// The threads that map, with what they keep and count.
  private static func pool(
    _ mapper: ReadMapper, _ transcriptMapper: TranscriptMapper?, _ options: ScreenOptions
  ) -> MappingPool {
    let genes = options.genes.genes
    let isOfDNA = options.molecule == .dna
    return MappingPool(
      mapper: mapper, transcriptMapper: transcriptMapper,
      sites: isOfDNA ? SiteReads(options.confirm, genes) : SiteReads([]),
      joinsFamilies: isOfDNA && options.identifiers != nil,
      counted: isOfDNA
        ? MoleculeCounts(
          records: genes.map(\.record.sequence), amplicons: options.calling.amplicons,
          areAgreed: options.identifiers != nil) : nil,
      threads: options.threads)
  }

  /// The caller for the genes and target of a screen.
  private static func caller(_ options: ScreenOptions, _ mapped: MappedReads) -> VariantCaller {
    let namer = CollagenNamer(genes: options.genes, assembly: options.assembly)
    let references = options.genes.genes.enumerated().map { number, gene in
      // A test rules out that a name of the embedded genes does not fit its gene.
      let common = gene.commonVariants.compactMap { try? namer.variant(for: $0.hgvsC).variant }
      return CallReference(
        sequence: gene.record.sequence, targets: options.target.ranges(ofGene: number),
        codingExons: gene.record.preferredTranscript.codingExons, repeats: gene.repeats,
        exons: gene.record.preferredTranscript.exons,
        commonVariants: Set(common.map { $0.leftAligned(on: gene.record.sequence) }))
    }
    var calling = options.calling
    // Copies of a molecule have been joined by their identifiers; equal ends say nothing more.
    if options.identifiers != nil { calling.marksDuplicates = false }
    calling.readsAreSequences = mapped.areSequences
    return VariantCaller(references: references, options: calling)
  }

  /// Refuses reads of which more than a tenth lack the identifier that they are said to have, and tells of fewer.
  private static func checkIdentifiers(
    _ mapped: MappedReads, _ options: ScreenOptions, _ lanes: [ReadLane]
  ) throws(ParseError) {
    guard let source = options.identifiers, mapped.anonymousTemplates > 0 else { return }
    // Fragments of RNA stay as they are: their copies are left out when they are counted.
    let used = mapped.families?.fragments ?? mapped.identifiedTemplates
    if mapped.anonymousTemplates * 10 > used + mapped.anonymousTemplates {
      throw source.missing(in: lanes.first?.sources.first?.displayName ?? "reads")
    }
  }

  /// Marks the reads of a batch that may be of the two genes; runs on the thread that parsed them.
  @inline(__always)
  private static func flagging(_ isCandidate: @escaping (UnsafeBufferPointer<UInt8>) -> Bool) -> BatchScreen {
    { batch in
      unsafe batch.withUnsafeRecords { base, entries in
        for index in entries.indices {
          let entry = unsafe entries[index]
          let text = unsafe UnsafeBufferPointer(
            start: base + Int(entry.sequenceStart), count: Int(entry.sequenceCount))
          if unsafe isCandidate(text) { unsafe entries[index].flags = 1 }
        }
      }
    }
  }

  /// Hands every template with a marked read to the mappers.
  ///
  /// - Parameter isOver: told how far the reading is; whether to stop.
  /// - Returns: the number of single reads seen, and the lengths of the longest first and second read as far as they matter:
  ///   of the reads up to the first one that is long enough to be aligned. The second one is `nil` without mates. And the
  ///   number of the first template of each lane.
  private static func collectCandidates(
    _ reader: SampleReader, into pool: MappingPool, options: ScreenOptions, isOver: (ScreenProgress) -> Bool
  ) throws(ParseError) -> (reads: Int, longest: Int, longestSecond: Int?, firstTemplates: [Int]) {
    var reads = 0
    var longest = 0
    var longestSecond: Int?
    var firstTemplates: [Int] = []
    var chunk = CandidateChunk()
    while let slice = try reader.next() {
      while firstTemplates.count <= slice.lane { firstTemplates.append(slice.firstTemplate) }
      for index in 0..<slice.count where slice.flags(index) != 0 {
        chunk.append(slice, index, keepsName: options.keepsReadNames, identifiers: options.identifiers)
        if chunk.isFull {
          pool.submit(chunk)
          chunk = CandidateChunk()
        }
      }
      var index = 0
      while longest < ReadScreen.shortestRead, index < slice.count {
        longest = max(longest, slice.first.sequence(slice.firstIndex(index)).count)
        index += 1
      }
      if let second = slice.second {
        index = 0
        while (longestSecond ?? 0) < ReadScreen.shortestRead, index < slice.count {
          longestSecond = max(longestSecond ?? 0, second.sequence(slice.secondIndex(index)).count)
          index += 1
        }
      }
      reads += slice.count * (slice.second == nil ? 1 : 2)
      if isOver(ScreenProgress(reads: reads + reader.screenedOut, bytes: reader.bytesRead)) { break }
    }
    pool.submit(chunk)
    return (
      reads + reader.screenedOut, max(longest, reader.longestScreenedOut), longestSecond, firstTemplates
    )
  }

  /// What is said when reads are of another kind than this program is made for.
  private static func lengthWarnings(
    _ mapped: MappedReads, reads: Int, longest: Int, _ longestSecond: Int?, _ genes: GeneCatalog
  ) -> [String] {
    if let longestSecond, longestSecond < ReadScreen.shortestRead, longest >= ReadScreen.shortestRead {
      return [
        "the second reads have \(longestSecond) bases at most and say nothing: are they index reads (I1, I2)? give the R1 and "
          + "the R2 file of each lane"
      ]
    }
    if let long = mapped.filtered[FilterReason.tooLong.rawValue], long > 0 {
      return [
        "\(long) reads of the genes are longer than \(ReadMapper.longestRead) bases and were not aligned: long reads are "
          + "taken as single reads of DNA only (not as mates, nor with --molecule rna)"
      ]
    }
    if !mapped.longReads.isEmpty { return longReadWarnings(mapped) }
    guard reads > 0, mapped.candidates == 0 else { return [] }
    if longest < ReadScreen.shortestRead {
      return [
        "no read has the \(ReadScreen.shortestRead) bases that a read is recognised by, so that \(ScreenWarning.nothingKnown)"
      ]
    }
    return [
      "not one of \(reads) reads is of \(genes.list), so that \(ScreenWarning.nothingKnown): human DNA or RNA with these "
        + "genes is needed; is it the right file, the right species, a panel that holds them?"
    ]
  }

  /// What is said of long reads.
  private static func longReadWarnings(_ mapped: MappedReads) -> [String] {
    let lengths = mapped.longReads.sorted()
    let used = mapped.candidates - mapped.unmapped - mapped.filtered.values.reduce(0, +)
    var warnings = [
      "\(lengths.count) long reads (median \(lengths[lengths.count / 2]) bases) were aligned in pieces: deletions, "
        + "duplications and inversions are called from reads that reach over their ends; the depth of long reads is not held "
        + "against exons, so that the loss or gain of a whole gene is not seen"
    ]
    if used - lengths.count > lengths.count / 10 {
      warnings.append(
        "\(lengths.count) long and \(used - lengths.count) short reads came together: they are called with one model of errors; "
          + "screen reads of two sequencers apart to see where they differ")
    }
    return warnings
  }

  /// Where reads of the genes lie, on each assembly that has all of them.
  private static func regions(of genes: GeneCatalog) -> [[AlignmentRegion]] {
    Assembly.allCases.compactMap { assembly in
      let mappings = genes.genes.compactMap { $0.record.mapping(on: assembly) }
      guard mappings.count == genes.genes.count else { return nil }
      return mappings.map {
        AlignmentRegion(names: $0.contigNames, contigLength: $0.contigLength, range: $0.range)
      }
    }
  }

  private static func introns(of gene: CollagenGene) -> [Range<Int>] {
    let exons = gene.record.preferredTranscript.exons
    return zip(exons, exons.dropFirst()).map { $0.upperBound..<$1.lowerBound }
  }
}

extension ReportedInput {
  /// What a report tells of an input that was read to its end.
  init(_ input: InputSummary) {
    self.init(
      name: input.name, bytes: input.byteCount, sha256: input.sha256, blake3: input.digest.text(of: .blake3),
      container: input.alignments?.format.rawValue ?? input.container.rawValue,
      completeness: input.completeness == .verified ? .verified : .unproven,
      route: input.alignments?.route == .region ? .region : .stream,
      readSamples: input.alignments.flatMap { $0.sampleNames.isEmpty ? nil : $0.sampleNames })
  }
}
