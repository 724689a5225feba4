// The sequence that the positions of a description count on, and the way from written positions to offsets.

import BioSequence

/// A sequence with its numbering: a transcript version (`c.`, `n.`), the gene record, or a chromosome's forward strand.
struct CoordinateSystem {
  enum Kind {
    case coding(version: Int)
    case transcript(version: Int)
    case record
    case chromosome(AssemblyPlacement)
  }

  let gene: GeneModel
  let kind: Kind
  /// The sequence that offsets count on: the record, or the forward strand of the assembly.
  let codes: [UInt8]

  init(_ gene: GeneModel, _ kind: Kind) {
    self.gene = gene
    self.kind = kind
    if case .chromosome(let placement) = kind { codes = placement.forward } else { codes = gene.codes }
  }

  /// The 0-based offset of a written position.
  ///
  /// - Parameter isRenumbered: set when the position was counted from the farther end of its intron.
  func offset(
    of written: WrittenPosition, column: Int, isRenumbered: inout Bool
  ) throws(HGVSError) -> Int {
    let position = written.position
    switch kind {
    case .record:
      guard position.number <= codes.count else {
        throw HGVSError(
          .outOfRange, column: column,
          "position \(position.number) lies outside the record, which has \(codes.count) bases")
      }
      return position.number - 1
    case .chromosome(let placement):
      let offset = position.number - 1 - placement.mapping.range.lowerBound
      guard codes.indices.contains(offset) else {
        throw HGVSError(.outOfRange, column: column, CoordinateSystem.outside(position.number, placement.mapping, gene))
      }
      return offset
    case .transcript(let version):
      let model = gene.transcripts[version]
      guard position.number <= model.spliced.count else {
        throw HGVSError(
          .outOfRange, column: column,
          "n.\(position.number) lies outside \(model.transcript.accession), which has \(model.spliced.count) bases")
      }
      return model.transcript.recordOffset(ofTranscriptOffset: position.number - 1)
    case .coding(let version):
      return try codingOffset(position, version, column: column, isRenumbered: &isRenumbered)
    }
  }

  static func outside(_ number: Int, _ mapping: AssemblyMapping, _ gene: GeneModel) -> String {
    "position \(number) lies outside the record of \(gene.symbol), which covers \(mapping.accession) from "
      + "\(mapping.range.lowerBound + 1) to \(mapping.range.upperBound)"
  }

  private func codingOffset(
    _ position: CodingPosition, _ version: Int, column: Int, isRenumbered: inout Bool
  ) throws(HGVSError) -> Int {
    let model = gene.transcripts[version]
    let place = model.transcriptOffset(of: position)
    if position.region == .coding, place >= model.coding.upperBound {
      throw HGVSError(
        .outOfRange, column: column,
        "c.\(position.number) lies behind the coding sequence, which ends at c.\(model.coding.count): "
          + "after it positions are c.*1, c.*2 ...")
    }
    guard place >= 0, place < model.spliced.count else { throw outside(position, version, column: column) }
    let index = model.transcript.exonIndex(containingTranscriptOffset: place)
    let exon = model.exons[index]
    let base = exon.lowerBound + place - model.exonStarts[index]
    guard position.offset != 0 else { return base }
    let isDonor = position.offset > 0
    guard isDonor ? base == exon.upperBound - 1 : base == exon.lowerBound else {
      throw wrongBoundary(position, model, exon: index, column: column)
    }
    guard isDonor ? index + 1 < model.exons.count : index > 0 else { throw outside(position, version, column: column) }
    let intron =
      isDonor
      ? exon.upperBound..<model.exons[index + 1].lowerBound : model.exons[index - 1].upperBound..<exon.lowerBound
    guard abs(position.offset) <= intron.count else {
      throw HGVSError(
        .outOfRange, column: column,
        "c.\(position) lies outside its intron, which has \(intron.count) bases")
    }
    let offset = base + position.offset
    if model.position(ofRecordOffset: offset) != position { isRenumbered = true }
    return offset
  }

  private func wrongBoundary(
    _ position: CodingPosition, _ model: TranscriptModel, exon: Int, column: Int
  ) -> HGVSError {
    let first = model.position(ofTranscriptOffset: model.exonStarts[exon], intronOffset: 0)
    let last = model.position(ofTranscriptOffset: model.exonStarts[exon + 1] - 1, intronOffset: 0)
    let side = position.offset > 0 ? "last" : "first"
    let base = CodingPosition(region: position.region, number: position.number)
    return HGVSError(
      .wrongExonBoundary, column: column,
      "c.\(base) is not the \(side) base of an exon: exon \(exon + 1) is c.\(first) to c.\(last)")
  }

  private func outside(_ position: CodingPosition, _ version: Int, column: Int) -> HGVSError {
    let model = gene.transcripts[version]
    let first = model.position(ofTranscriptOffset: 0, intronOffset: 0)
    let last = model.position(ofTranscriptOffset: model.spliced.count - 1, intronOffset: 0)
    var reason = "c.\(position) lies outside \(model.transcript.accession), which runs from c.\(first) to c.\(last)"
    if let other = gene.transcripts.first(where: {
      let place = $0.transcriptOffset(of: position)
      return position.offset == 0 && place >= 0 && place < $0.spliced.count
    }) {
      reason += "; it exists in \(other.transcript.accession)"
    }
    return HGVSError(.outOfRange, column: column, reason)
  }

  /// An edit in these coordinates as one of the record.
  func recordEdit(_ range: Range<Int>, _ replacement: [UInt8]) -> (range: Range<Int>, replacement: [UInt8]) {
    guard case .chromosome(let placement) = kind else { return (range, replacement) }
    return placement.recordEdit(replacing: range, with: replacement)
  }

  /// The canonical form of an edit in these coordinates.
  func canonical(_ range: Range<Int>, _ replacement: [UInt8]) -> SequenceEdit {
    switch kind {
    case .coding(let version), .transcript(let version):
      gene.codingEdit(gene.canonicalEdit(replacing: range, with: replacement), version: version).edit
    case .record: gene.canonicalEdit(replacing: range, with: replacement)
    case .chromosome: SequenceEdit(replacing: range, with: replacement, on: codes, limit: codes.count)
    }
  }

  /// A range as people write it: `c.589_591`, `g.8638`.
  func name(_ range: Range<Int>) -> String {
    let first = range.lowerBound
    let last = max(range.lowerBound, range.upperBound - 1)
    return text {
      switch kind {
      case .coding(let version), .transcript(let version):
        $0.append(text: "c.")
        gene.transcripts[version].position(ofRecordOffset: first)?.write(to: &$0)
        guard last > first else { return }
        $0.append(UInt8(ascii: "_"))
        gene.transcripts[version].position(ofRecordOffset: last)?.write(to: &$0)
      case .record, .chromosome:
        var origin = 1
        if case .chromosome(let placement) = kind { origin += placement.mapping.range.lowerBound }
        $0.append(text: "g.")
        $0.append(number: first + origin)
        guard last > first else { return }
        $0.append(UInt8(ascii: "_"))
        $0.append(number: last + origin)
      }
    }
  }
}

extension CoordinateSystem {
  /// The transcript version to name on; `nil` when the description names none.
  var version: Int? {
    switch kind {
    case .coding(let version), .transcript(let version): version
    case .record, .chromosome: nil
    }
  }
}
