// Reads the records of a case's VCF one after the other: what each says of the sample's alleles in the genes.

import BioSequence
import Documents
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

/// Goes through the records of a VCF and keeps what they say of the genes.
struct VCFCaseReader {
  /// A gene that a record reaches, laid on the file's assembly.
  struct Place {
    let index: Int
    let gene: CollagenGene
    let placement: AssemblyPlacement

    var mapping: AssemblyMapping { placement.mapping }
  }

  /// More names without a contig line say nothing new.
  private static let mostUndeclared = 5

  let header: VCFHeader
  let locator: GenomicLocator
  let assembly: Assembly
  let column: Int?
  let namer: CollagenNamer
  private(set) var calls: [Call] = []
  /// The line of each call.
  private var lines: [Int] = []
  private(set) var records = 0
  private(set) var notInterpreted: [VCFRemark] = []
  private(set) var withoutGenotype: [VCFRemark] = []
  /// What else a reader should know.
  var remarks: [String] = []
  /// Whether records of the genes have no genotype that could tell whether the sample has an allele.
  private(set) var isWithoutGenotypes = false
  /// What the file says of every base of the genes' records.
  var covered: VCFCoverage
  private var phaseSets = VCFPhaseSets()
  /// Lines that state one copy (CN=1), so that a single allele is that of the copy.
  private var ofOneCopy: Set<Int> = []
  /// Junctions that were read: each stands in two records.
  private var junctions: Set<String> = []
  /// Names in CHROM that no contig line has, in quotes, if the header has contig lines.
  private(set) var undeclared: [String] = []
  private let declared: Set<String>
  /// Alleles that are lost with a deletion of another record, and the stretches that such records delete.
  private var lost: [(place: Place, record: VCFRecord)] = []
  private var deleted: [(gene: Int, range: ClosedRange<Int>)] = []
  /// The place of the last record without an alternative allele.
  private var lastSite = -1
  /// Alleles that a genotype denies.
  private var denied: [DeniedAllele] = []

  init(_ header: VCFHeader, locator: GenomicLocator, assembly: Assembly, column: Int?) {
    self.header = header
    self.locator = locator
    self.assembly = assembly
    self.column = column
    declared = Set(header.contigs.map(\.name))
    namer = CollagenNamer(genes: locator.genes, assembly: assembly)
    covered = VCFCoverage(genes: locator.genes, assembly: assembly)
  }

  /// Reads a record; one that reaches no gene is passed over.
  mutating func read(_ record: VCFRecord) {
    if !declared.isEmpty, undeclared.count < VCFCaseReader.mostUndeclared, !declared.contains(record.chromosome),
      !ContigName.isOfAnother(record.chromosome)
    {
      let name = record.chromosome.quoted()
      if !undeclared.contains(name) { undeclared.append(name) }
    }
    let places = reached(by: record)
    guard let first = places.first else { return }
    records += 1
    let genotype = VCFGenotype(record, sample: column)
    if locator.fit(record, assembly)?.isFitting == false {
      return note(record, first, "the reference bases are not those of \(assembly.rawValue)")
    }
    if let genotype, !genotype.isReadable {
      return note(record, first, "the genotype \(genotype.text.visible) cannot be read")
    }
    if let genotype, genotype.alleles.contains(where: { $0.map { $0 < 0 || $0 > record.alternates.count } == true }) {
      return note(record, first, "the genotype \(genotype.text.visible) names an allele that the record does not have")
    }
    let alternates = record.alternates.map(VCFAlternate.init)
    let isBlock = alternates.allSatisfy { $0 == .anyOther }
    if isBlock || genotype?.isReference == true { readReference(record, places, genotype, isBlock: isBlock) }
    if record.alternates.isEmpty, let copies = record.statedCopies(sample: column), abs(copies - 2) > 0.25 {
      return note(record, first, "CN says \(copies.copiesText), yet the record has no alternative allele")
    }
    if record.alternates.isEmpty, genotype?.isReference != true, let type = record.info["SVTYPE"],
      record.statedCopies(sample: column) == nil
    {
      return note(record, first, "SVTYPE says \(type.visible), yet the record has no alternative allele")
    }
    if genotype?.isReference == true {
      if let doubt = record.referenceDoubt(sample: column) { remarks.append("line \(record.line): \(doubt)") }
      noteDenied(record, alternates)
    }
    let unnamed = alternates.indices.filter { alternates[$0] == .anyOther }
    if let genotype, unnamed.contains(where: { genotype.count(of: $0 + 1) > 0 }) {
      note(record, first, "the genotype \(genotype.text.visible) names an allele of which the file has no bases")
    }
    if isBlock { return }
    var isTold = false
    for (index, alternate) in alternates.enumerated() {
      for place in places where read(record, index, alternate, genotype, place) { isTold = true }
    }
    if !isTold, genotype?.isPartial == true { noteWithoutGenotype(record, first) }
  }

  /// Judges what only all records together tell.
  mutating func finish() {
    for (place, record) in lost
    where !deleted.contains(where: { $0.gene == place.index && $0.range.contains(record.position) }) {
      note(record, place, "the allele * is lost with a deletion that the file does not have")
    }
    lost = []
    remarks +=
      RepeatedCalls.lossDoubts(&calls, lines: lines)
      + RepeatedCalls.ploidyDoubts(&calls, lines: lines, ofOneCopy: ofOneCopy)
    let parts = RepeatedCalls.partsOfLongerChanges(calls, lines: lines)
    remarks += parts.remarks
    let counted = calls.indices.filter { !parts.indices.contains($0) }
    remarks += RepeatedCalls.alleleDoubts(counted.map { calls[$0] }, lines: counted.map { lines[$0] })
    remarks += denied.compactMap { $0.doubt(calls, lines: lines) }
    let merged = RepeatedCalls(counted.map { calls[$0] }, lines: counted.map { lines[$0] })
    remarks += merged.remarks
    calls = merged.calls
  }

  /// The coverage; `nil` if the file tells none.
  func coverage() -> ScreenCoverage? { covered.coverage() }

  // MARK: one allele

  /// Reads one alternative allele; gives whether the record tells of the sample and this allele.
  private mutating func read(
    _ record: VCFRecord, _ index: Int, _ alternate: VCFAlternate, _ genotype: VCFGenotype?, _ place: Place
  ) -> Bool {
    if genotype == nil, !record.format.contains("CN") { isWithoutGenotypes = true }
    let isCarried = genotype.map { $0.count(of: index + 1) > 0 } ?? true
    switch alternate {
    case .anyOther: return false
    case .missing:
      if isCarried { lost.append((place, record)) }
      return isCarried
    case .unknown:
      if isCarried { note(record, place, "an allele that VCF does not know") }
      return isCarried
    case .symbolic(let words):
      return readSymbolic(record, index, words, genotype, isCarried: isCarried, place)
    case .bases, .breakend:
      guard isCarried else { return false }
      if case .breakend(let junction) = alternate {
        readJunction(record, index, junction, genotype, place)
      } else {
        readBases(record, index, genotype, place)
      }
      return true
    }
  }

  /// Notes the alleles of written-out bases of a record whose genotype has none of them.
  private mutating func noteDenied(_ record: VCFRecord, _ alternates: [VCFAlternate]) {
    for case (let index, .bases(let bases)) in alternates.enumerated() where bases != record.reference.uppercased() {
      guard
        case .located(let gene, let variant) = locator.locate(
          contig: record.chromosome, position: record.position, reference: record.reference,
          alternate: record.alternates[index], assembly: assembly)
      else { continue }
      denied.append(DeniedAllele(gene: locator.genes.genes[gene], variant: variant, line: record.line))
    }
  }

  private mutating func readBases(_ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place) {
    let alternate = record.alternates[index]
    guard alternate.uppercased() != record.reference.uppercased() else {
      return note(record, place, "an alternative allele that has the reference's bases")
    }
    let locus = locator.locate(
      contig: record.chromosome, position: record.position, reference: record.reference, alternate: alternate,
      assembly: assembly)
    switch locus {
    case .located(let gene, let variant):
      // On GRCh37 ALT may be the record's own base.
      guard gene == place.index, !variant.range.isEmpty || !variant.replacement.isEmpty else { return }
      guard let call = Call(annotate(variant: variant, gene: place.gene), assembly: assembly) else { return }
      if record.reference.utf8.count > alternate.utf8.count { markDeleted(record.position...record.end, place) }
      add(call, record, index, genotype, place)
    case .notComparable, .mismatch: note(record, place, "bases that are not A, C, G or T")
    case .elsewhere: readOverEdge(record, index, genotype, place)
    }
  }

  /// A written-out deletion that reaches beyond the gene's record.
  private mutating func readOverEdge(_ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place) {
    let (reference, alternate) = (Array(record.reference.utf8), Array(record.alternates[index].utf8))
    var (start, end, last) = (0, reference.count, alternate.count)
    while end > start, last > 0, reference[end - 1] == alternate[last - 1] { (end, last) = (end - 1, last - 1) }
    while start < end, start < last, reference[start] == alternate[start] { start += 1 }
    let range = record.position + start...max(record.position + start, record.position + end - 1)
    guard start < end, range.overlaps(place.placement.positions) else { return }
    guard start == last else { return note(record, place, "a change that reaches beyond the gene's record") }
    var event = VCFEvent(isDeletion: true, first: range.lowerBound, last: range.upperBound, isExact: true)
    event.isRewritten = true
    readEvent(event, record, index, genotype, place)
  }

  /// Adds a loss or gain.
  mutating func readEvent(
    _ event: VCFEvent, _ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place
  ) {
    guard (event.first...event.last).overlaps(place.placement.positions) else {
      // POS of a symbolic allele is the base before: an exact event right behind the gene is none of it.
      guard event.reach.overlaps(place.placement.positions) else { return }
      return noteBeside(record, place, "a \(event.word)")
    }
    if event.isDeletion { markDeleted(event.first...event.last, place) }
    var call = self.call(event, record, index, place)
    if let remark = event.remark { remarks.append("line \(record.line): \(remark)") }
    record.fill(&call, allele: index + 1, genotype: genotype, sample: column)
    if let copies = event.copies {
      call.symbolic?.copyNumber = copies
      call.zygosity = copies == 0 ? .homozygous : copies == 1 || copies == 3 ? .heterozygous : nil
      if genotype?.isMissing == true { call.genotype = nil }
      if let genotype, let doubt = event.copiesDoubt(genotype, of: index + 1) {
        remarks.append("line \(record.line): \(doubt)")
      }
    } else if genotype?.alleles.count == 1 || event.brokenCopies != nil {
      // Callers of segments number their alleles with one figure, which says nothing of the other chromosome.
      call.zygosity = nil
    }
    append(call, place, record, index, genotype, range: event.first...event.last)
  }

  /// Adds a call that is placed and named.
  mutating func add(
    _ call: Call, _ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, _ place: Place
  ) {
    var call = call
    record.fill(&call, allele: index + 1, genotype: genotype, sample: column)
    if let doubt = call.depthDoubt { remarks.append("line \(record.line): \(doubt)") }
    append(
      call, place, record, index, genotype,
      range: record.position...max(record.position, record.position + record.reference.utf8.count - 1))
  }

  private mutating func append(
    _ call: Call, _ place: Place, _ record: VCFRecord, _ index: Int, _ genotype: VCFGenotype?, range: ClosedRange<Int>
  ) {
    var call = call
    if let genotype, call.genotype == genotype.text, let phase = record.phase(genotype, of: index + 1, sample: column) {
      call.genotype = phase.genotype
      call.phaseSet = phaseSets.number(of: phase)
    }
    covered.mark(range, place.index, call.isPass ? .variant : .ambiguous(call.depth ?? 0))
    if record.copyNumber(sample: column) == 1 { ofOneCopy.insert(record.line) }
    calls.append(call)
    lines.append(record.line)
  }

  private mutating func markDeleted(_ range: ClosedRange<Int>, _ place: Place) {
    deleted.append((place.index, range))
  }

  // MARK: what is no call

  /// Names a record that cannot be interpreted, once.
  mutating func note(_ record: VCFRecord, _ place: Place, _ reason: String) {
    if isOnChromosome(record.chromosome, place) {
      covered.mark(record.position...max(record.position, record.end), place.index, .ambiguous())
    }
    guard notInterpreted.last?.line != record.line else { return }
    notInterpreted.append(remark(record, place, reason))
  }

  /// Names an event whose place is beside a gene, and whose interval leads into it.
  mutating func noteBeside(_ record: VCFRecord, _ place: Place, _ event: String) {
    note(
      record, place,
      "\(event) beside the gene, which may reach into it as its ends are known within intervals only")
  }

  private mutating func noteWithoutGenotype(_ record: VCFRecord, _ place: Place) {
    covered.mark(record.position...max(record.position, record.end), place.index, .ambiguous())
    withoutGenotype.append(remark(record, place, "the sample has no call, which is not the reference"))
  }

  private func remark(_ record: VCFRecord, _ place: Place, _ reason: String) -> VCFRemark {
    VCFRemark(
      line: record.line, gene: place.gene.symbol,
      place:
        "\(isOnChromosome(record.chromosome, place) ? place.mapping.contig : record.chromosome):\(record.position)",
      alt: record.alternates.isEmpty ? "." : record.alternates.joined(separator: ","), reason: reason)
  }

  /// A record, or block, that says that the sample is like the reference.
  private mutating func readReference(
    _ record: VCFRecord, _ places: [Place], _ genotype: VCFGenotype?, isBlock: Bool
  ) {
    // Segments of copy number say nothing of bases.
    guard record.statedCopies(sample: column) == nil, record.info["SVTYPE"] == nil else { return }
    let range =
      record
      .position...max(
        record.position,
        isBlock
          ? column.map { record.blockEnd(sample: $0) } ?? record.end : record.position + record.reference.utf8.count - 1
      )
    let filters = record.filters(sample: column)
    // DeepVariant marks so what it found like the reference.
    let isSure =
      (filters.isEmpty || filters == ["PASS"] || filters == ["RefCall"]) && record.genotypeQuality(sample: column) != 0
      && (genotype?.isReference ?? record.alternates.contains("<*>"))
    for place in places {
      // A single site that was asked for says nothing of the bases between: blocks do, and sites that follow on each other.
      if isBlock {
        covered.isTold = covered.isTold || range.count > 1 || lastSite == record.position - 1
        lastSite = record.position
      }
      let depth = record.blockDepth(sample: column)
      covered.mark(range, place.index, isSure ? .reference(depth) : .ambiguous(depth ?? 0))
    }
  }

  /// Whether a junction was not read before; both its records tell it.
  mutating func isFirst(_ junction: String) -> Bool { junctions.insert(junction).inserted }
}
