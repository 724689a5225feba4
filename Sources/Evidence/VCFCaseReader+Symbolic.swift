// Symbolic alleles and junctions: losses and gains, inversions, insertions, breakpoints.

import BioSequence
import Documents
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension VCFCaseReader {
  /// Reads a symbolic allele; gives whether the record tells of the sample and this allele.
  mutating func readSymbolic(
    _ record: VCFRecord, _ index: Int, _ words: [String], _ genotype: VCFGenotype?, isCarried: Bool, _ place: Place
  ) -> Bool {
    let copies = record.copyNumber(sample: column)
    // The place of an allele that leads to another chromosome is not one of this gene's alone.
    if isCarried, let other = record.otherPlace {
      note(record, place, "it leads from \(record.chromosome) to \(other.contig), in a form that is not read (CHR2)")
      return true
    }
    let kind = copyChange(words, record, copies: copies)
    if case .not = kind {
      guard isCarried else { return false }
      readOther(record, index, words, genotype, place)
      return true
    }
    // A number of copies tells where the genotype does not.
    let stated = record.statedCopies(sample: column)
    let isOwn = isCarried || (genotype?.isMissing != false && stated.map { abs($0 - 2) > 0.25 } == true)
    switch kind {
    case .not: return false
    case .unclear(let reason):
      if isOwn { note(record, place, reason) }
      return isOwn
    case .usual:
      // A segment that is listed as it is, with the genotype of the reference or without one, is no finding.
      if isCarried, copies != nil, let genotype, genotype.count(of: index + 1) > 0 {
        note(
          record, place,
          "the genotype \(genotype.text.visible) has the allele \(record.alternates[index].visible), but CN says 2 copies, which is usual"
        )
      }
      return copies != nil || isCarried
    case .loss, .gain:
      guard isOwn else {
        if let genotype, let copies, genotype.isReference {
          note(record, place, "the genotype \(genotype.text.visible) has no such allele, but CN says \(copies) copies")
          return true
        }
        return false
      }
      guard let span = placedSpan(record, index, place) else { return true }
      var event = VCFEvent(
        isDeletion: kind == .loss, first: span.first, last: span.last,
        isExact: span.isExact && !isByDepth(record, words))
      event.isTandem = words.first == "DUP" && words.dropFirst().first == "TANDEM"
      event.firstInterval = span.firstInterval
      event.lastInterval = span.lastInterval
      event.copies = copies
      event.brokenCopies = copies == nil ? stated : nil
      event.otherLength = span.otherLength
      event.otherKey = span.otherKey
      if event.isExact, isOfExons(event, place) {
        event.isExact = false
        event.isOfExons = true
      }
      readEvent(event, record, index, genotype, place)
      return true
    }
  }

  /// The span of an allele; `nil`, and named, where its ends are not known, or contradict each other and only one of them
  /// leads into the gene.
  private mutating func placedSpan(_ record: VCFRecord, _ index: Int, _ place: Place) -> VCFRecord.Span? {
    let doubt = record.doubtfulReach(alternate: index)
    guard let span = record.span(alternate: index),
      doubt == nil || (span.first...span.last).overlaps(place.placement.positions)
    else {
      note(record, place, doubt?.reason ?? "no END and no SVLEN that lead beyond POS")
      return nil
    }
    return span
  }

  private enum CopyChange: Equatable {
    case loss, gain
    /// As many copies as usual.
    case usual
    case unclear(String)
    /// An allele that says nothing of copies.
    case not
  }

  /// What a symbolic allele says of the number of copies, together with CN.
  private func copyChange(_ words: [String], _ record: VCFRecord, copies: Int?) -> CopyChange {
    let word = words[0]
    let type = record.info["SVTYPE"]?.uppercased() ?? ""
    if word == "DEL" && type.hasPrefix("DUP") || word == "DUP" && type.hasPrefix("DEL") {
      return .unclear("ALT says \(word), SVTYPE \(type.visible)")
    }
    if copies == nil, let stated = record.statedCopies(sample: column), word == "CNV" {
      return .unclear("CN says \(stated.copiesText), which is no whole number")
    }
    switch word {
    case "DUP" where words.count > 1 && !["TANDEM", "ME"].contains(words[1]):
      return .unclear("a copy that is turned, or lies elsewhere")
    case "DEL":
      return copies.map { $0 >= 2 } == true ? .unclear("a deletion, but \(copies ?? 2) copies (CN)") : .loss
    case "DUP":
      return copies.map { $0 <= 2 } == true ? .unclear("a duplication, but \(copies ?? 2) copies (CN)") : .gain
    case "CNV" where words.count == 1:
      return copies.map { $0 < 2 ? .loss : $0 > 2 ? .gain : .usual }
        ?? .unclear("the number of copies (CN) is not told")
    default:
      guard word.hasPrefix("CN"), words.count == 1, let number = Int(word.dropFirst(2)), number >= 0 else {
        return .not
      }
      if let copies { return copies < 2 ? .loss : copies > 2 ? .gain : .usual }
      // Some files count the copies of one allele, and say so in their header.
      let description =
        header.lines.first { $0.key == "ALT" && $0.fields["ID"]?.uppercased() == word }?
        .fields["Description"] ?? ""
      if description.lowercased().contains("allele") { return number < 1 ? .loss : number > 1 ? .gain : .usual }
      if number == 2 { return .unclear("two copies of the sample, or of one allele: the header does not say which") }
      return number < 2 ? .loss : .gain
    }
  }

  /// Whether an event was told by depth, whose ends are never exact.
  private func isByDepth(_ record: VCFRecord, _ words: [String]) -> Bool {
    words[0].hasPrefix("CN") || record.info["SVTYPE"] == "CNV" || record.statedCopies(sample: column) != nil
  }

  /// Whether both ends are those of exons, to a base: so callers write them that compare the depths of exons, and no caller
  /// of junctions finds them there by chance.
  private func isOfExons(_ event: VCFEvent, _ place: Place) -> Bool {
    let exons = place.gene.record.preferredTranscript.exons.map { place.mapping.chromosomeRange(ofRecordRange: $0) }
    return exons.contains { abs($0.lowerBound + 1 - event.first) <= 1 }
      && exons.contains { abs($0.upperBound - event.last) <= 1 }
  }

  private mutating func readOther(
    _ record: VCFRecord, _ index: Int, _ words: [String], _ genotype: VCFGenotype?, _ place: Place
  ) {
    switch words[0] {
    case "INV" where words.count == 1:
      guard let span = placedSpan(record, index, place) else { return }
      readInversion(span, record, index, genotype, place)
    case "INS":
      let inserted = record.info["SVINSSEQ"].flatMap { VCFRecord.isSequence($0) ? $0.uppercased() : nil }
      if let inserted,
        case .located(let gene, let variant) = locator.locate(
          contig: record.chromosome, position: record.position, reference: record.reference,
          alternate: record.reference + inserted, assembly: assembly),
        gene == place.index, let call = Call(annotate(variant: variant, gene: place.gene), assembly: assembly)
      {
        return add(call, record, index, genotype, place)
      }
      let isInside = place.placement.positions.contains(record.position)
      guard isInside else { return noteBeside(record, place, "an insertion") }
      addBreakpoint(record, index, genotype, place, at: record.position, class: .insertion)
    default:
      note(record, place, "a symbolic allele that is not known")
    }
  }

  private mutating func readInversion(
    _ span: VCFRecord.Span, _ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place
  ) {
    let positions = place.placement.positions
    guard (span.first...span.last).overlaps(positions) else {
      if span.reach.overlaps(positions) { noteBeside(record, place, "an inversion") }
      return
    }
    var found: Call?
    if span.isExact, positions.contains(span.first), positions.contains(span.last) {
      let local = span.first - positions.lowerBound..<span.last - positions.lowerBound + 1
      let turned = DNASequence(codes: Array(place.placement.forward[local])).reverseComplement.codes
      let change = place.placement.recordEdit(replacing: local, with: turned)
      let variant = Variant(range: change.range, replacement: DNASequence(codes: change.replacement))
      found = Call(annotate(variant: variant, gene: place.gene), assembly: assembly)
      found?.class = .inversion
    }
    if found == nil {
      let ends = [span.first, span.last].filter(place.transcribed.contains)
      found = breakpoint(place, at: ends, class: .inversion)
      if span.first <= place.transcribed.lowerBound, span.last >= place.transcribed.upperBound {
        // Turned as a whole, the gene has its transcript, and other sequence around it.
        found?.collagenEffect = [.spliceUncertain]
      }
      found?.hgvsG =
        span.isExact ? "\(place.mapping.accession):g.\(span.first)_\(span.last)inv" : nil
    }
    guard var call = found else { return }
    rewrite(&call, as: record, index)
    call.symbolic = Call.SymbolicAllele(
      type: "INV", end: span.last, positionInterval: span.firstInterval, endInterval: span.lastInterval)
    add(call, record, index, genotype, place)
  }

  // MARK: junctions

  /// Reads a junction with another place.
  mutating func readJunction(
    _ record: VCFRecord, _ index: Int, _ junction: VCFBreakend, _ genotype: VCFGenotype?, _ place: Place
  ) {
    let positions = place.placement.positions
    let isOwn = isOnChromosome(record.chromosome, place)
    let isMate = junction.contig.map { isOnChromosome($0, place) } ?? false
    let ends = (isOwn ? [record.position] : []) + (isMate ? [junction.position] : [])
    let inside = ends.filter(positions.contains)
    guard isFirst(key(record, junction, place)) else { return }
    guard !inside.isEmpty else {
      let isAround = ends.contains { $0 < positions.lowerBound } && ends.contains { $0 > positions.upperBound }
      guard isAround else { return noteBeside(record, place, "a junction") }
      return note(
        record, place,
        "a junction of places on both sides of the gene: the number of copies must tell what became of it")
    }
    if inside.count == 2, let event = gapOrCopy(record, junction), record.info["IMPRECISE"] == nil {
      return readEvent(event, record, index, genotype, place)
    }
    guard isOwn, positions.contains(record.position) else {
      // The record stands at the other place.
      guard let turned = junction.seenFromMate(contig: record.chromosome, position: record.position) else { return }
      var call = breakpoint(place, at: [junction.position], class: nil)
      call.pos = junction.position
      call.ref = place.base(at: junction.position)
      call.alt = turned.text(base: call.ref)
      return add(call, record, index, genotype, place)
    }
    addBreakpoint(record, index, genotype, place, at: record.position, class: nil)
  }

  /// The loss or gain that a junction of two places of the gene makes; `nil` for an inversion.
  private func gapOrCopy(_ record: VCFRecord, _ junction: VCFBreakend) -> VCFEvent? {
    let isLower = record.position < junction.position
    let (low, high) = (min(record.position, junction.position), max(record.position, junction.position))
    // The lower place keeps its left side, or, seen from the upper one, its mate does.
    let keepsLeft = isLower ? junction.keepsLeft : !junction.joinsRight
    let joinsRight = isLower ? junction.joinsRight : !junction.keepsLeft
    guard keepsLeft == joinsRight, junction.inserted.isEmpty, keepsLeft ? high - low > 1 : true else { return nil }
    var event =
      keepsLeft
      ? VCFEvent(isDeletion: true, first: low + 1, last: high - 1, isExact: true)
      : VCFEvent(isDeletion: false, first: low, last: high, isExact: true)
    event.isTandem = !keepsLeft
    return event
  }

  /// One text for both records of a junction.
  private func key(_ record: VCFRecord, _ junction: VCFBreakend, _ place: Place) -> String {
    let own = "\(record.chromosome):\(record.position):\(junction.keepsLeft)"
    guard let contig = junction.contig else { return "\(own):\(record.line):\(place.index)" }
    let mate = "\(contig):\(junction.position):\(!junction.joinsRight)"
    return [own, mate].sorted().joined(separator: " ") + " \(place.index)"
  }

  func isOnChromosome(_ name: String, _ place: Place) -> Bool {
    locator.genes(reachedBy: place.placement.positions, on: name, assembly: assembly).contains {
      $0.gene == place.index
    }
  }

  // MARK: calls without an exact change

  private mutating func addBreakpoint(
    _ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place, at position: Int, class: VariantClass?
  ) {
    var call = breakpoint(place, at: [position], class: `class`)
    rewrite(&call, as: record, index)
    if call.isSymbolic { call.symbolic = Call.SymbolicAllele(type: "INS", end: nil) }
    let reach = record.reach(of: position, within: "CIPOS", alternate: index)
    if reach.count > 1, call.collagenEffect == [.noncoding], place.hasExon(in: reach) {
      call.collagenEffect = [.spliceUncertain]
      remarks.append("line \(record.line): its place is known within an interval that holds bases of exons (CIPOS)")
    }
    add(call, record, index, genotype, place)
  }

  /// Place, REF and ALT as the record has them.
  func rewrite(_ call: inout Call, as record: VCFRecord, _ index: Int) {
    call.pos = record.position
    call.ref = String(record.reference.prefix(1))
    call.alt = record.alternates[index]
  }

  /// A call of a gene that is broken at places of the chromosome, or turned as a whole where there is none. What that
  /// does to the chain cannot be told.
  private func breakpoint(_ place: Place, at positions: [Int], class: VariantClass?) -> Call {
    var call = Call(
      gene: place.gene.symbol, assembly: assembly, chrom: place.mapping.contig, pos: positions.first ?? 1, ref: "N",
      alt: "<INV>")
    call.class = `class`
    let parts = positions.map { place.part(at: $0) }
    let broken = parts.filter { $0 != .upstreamGene && $0 != .downstreamGene }
    if let first = broken.first {
      let main: Consequence = `class` == .insertion ? .featureElongation : .featureTruncation
      call.consequence = [main] + Set([first] + broken).sorted()
      call.exon = place.exonText(at: positions[parts.firstIndex(of: first) ?? 0])
      // An insertion deep in an intron may be without effect, or be spliced in.
      if `class` == .insertion, broken == [.intron] {
        call.consequence = [.intron]
        call.collagenEffect = [.spliceUncertain]
      }
      call.hgvsP = place.gene.record.preferredTranscript.proteinAccession + ":p.?"
    } else {
      call.consequence = [parts.first ?? .sequenceVariant]
      if !parts.isEmpty { call.collagenEffect = [.noncoding] }
    }
    return call
  }
}
