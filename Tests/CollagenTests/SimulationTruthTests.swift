// The truth VCF, applied to the reference, gives the molecules that error-free reads are made of.

import Collagen
import ReadSimulation
import Testing
import TypeICollagen

@Suite struct SimulationTruthTests {
  private static let genes = GeneCatalog.embedded.genes.map { gene in
    let transcript = gene.record.preferredTranscript
    return SimulatedGene(
      sequence: gene.record.sequence, exons: transcript.exons, codingRange: transcript.codingRange)
  }
  /// Bases of a window: long enough to occur nowhere else in the records by chance.
  private static let width = 31

  @Test func everyClassIsWhereTheTruthSays() throws {
    let distant: [RandomVariantClass] = [.distantExonDeletion, .distantExonDuplication]
    try check(RandomVariantClass.allCases.filter { !distant.contains($0) }, genes: SimulationTruthTests.genes, seed: 11)
    for kind in distant { try check([kind], genes: [SimulationTruthTests.genes[0]], seed: 12) }
  }

  /// Draws one change of each class and compares reads with haplotypes, window by window.
  private func check(_ classes: [RandomVariantClass], genes: [SimulatedGene], seed: UInt64) throws {
    var source = RandomVariants(genes: genes, seed: seed)
    let planted = try source.draw(count: classes.count, classes: classes)
    let haplotypes = try haplotypes(of: planted, .grch38, genes)
    #expect(try self.haplotypes(of: planted, .grch37, genes) == haplotypes)

    var expected: Set<UInt64> = []
    for sequence in haplotypes { forEachWindow(of: sequence.codes) { expected.insert($0) } }
    var novel = expected
    for gene in genes { forEachWindow(of: gene.sequence.codes) { novel.remove($0) } }
    #expect(novel.count > 20 * classes.count, "\(classes)")

    var plan = SimulationPlan(genes: genes, variants: planted, seed: seed)
    plan.errorModel = .errorless
    plan.depth = 30
    plan.insertMean = 300
    plan.insertDeviation = 20
    var foreign = 0
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    while simulator.next(&pair) {
      for read in [pair.firstBases, pair.secondBases] {
        forEachWindow(of: read, bothStrands: false) { window in
          if !expected.contains(window) { foreign += 1 }
          novel.remove(window)
          novel.remove(SimulationTruthTests.turned(window))
        }
      }
    }
    #expect(foreign == 0, "\(classes): windows of reads that no haplotype has")
    #expect(novel.isEmpty, "\(classes): \(novel.count) windows of haplotypes that no read has")
  }

  /// Both haplotypes of each gene by the truth VCF alone; REF must be the assembly's bases.
  private func haplotypes(
    of planted: [PlantedVariant], _ assembly: Assembly, _ genes: [SimulatedGene]
  ) throws -> [DNASequence] {
    let vcf = SimulationTruth(planted, assembly: assembly, sample: "s").vcf
    var edits: [(gene: Int, range: Range<Int>, alternate: DNASequence, carriers: String)] = []
    for line in vcf.split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t").map(String.init)
      let gene = try #require(
        GeneCatalog.embedded.genes.firstIndex { columns[0] == "chr\(chromosome(of: $0, assembly))" })
      let record = GeneCatalog.embedded.genes[gene].record
      let mapping = try #require(record.mapping(on: assembly))
      let start = try #require(Int(columns[1])) - 1
      let range = mapping.recordRange(ofChromosomeRange: start..<start + columns[3].count)
      let reference = mapping.oriented(try #require(DNASequence(text: columns[3])))
      #expect(record.assemblyBases(in: range, on: mapping) == reference, "\(line.prefix(80))")
      let alternate = mapping.oriented(try #require(DNASequence(text: columns[4])))
      let carriers = try #require(columns[7].split(separator: ";").first { $0.hasPrefix("HAPLOTYPE=") }).dropFirst(10)
      #expect(columns[9].hasPrefix(carriers == "1,2" ? "1/1:" : "0/1:"))
      edits.append((gene, range, alternate, String(carriers)))
    }
    #expect(edits.count == planted.count)
    edits.sort { $0.range.lowerBound > $1.range.lowerBound }
    return genes.indices.flatMap { gene in
      ["1", "2"].map { haplotype in
        edits.reduce(genes[gene].sequence) { sequence, edit in
          guard edit.gene == gene, edit.carriers.contains(haplotype) else { return sequence }
          return sequence.replacing(edit.range, with: edit.alternate)
        }
      }
    }
  }

  private func chromosome(of gene: CollagenGene, _ assembly: Assembly) -> String {
    gene.record.mapping(on: assembly)?.chromosome ?? ""
  }

  /// Every window of a sequence as a number, two bits a base, and the same window of the other strand.
  private func forEachWindow(of codes: [UInt8], bothStrands: Bool = true, _ body: (UInt64) -> Void) {
    let mask = UInt64(1) << UInt64(2 * SimulationTruthTests.width) - 1
    var window: UInt64 = 0
    for (offset, code) in codes.enumerated() {
      window = (window << 2 | UInt64(code)) & mask
      guard offset >= SimulationTruthTests.width - 1 else { continue }
      body(window)
      if bothStrands { body(SimulationTruthTests.turned(window)) }
    }
  }

  private static func turned(_ window: UInt64) -> UInt64 {
    var rest = ~window
    var result: UInt64 = 0
    for _ in 0..<width {
      result = result << 2 | rest & 3
      rest >>= 2
    }
    return result
  }
}
