// Reads by the index of a BAM or CRAM file: the templates of the regions, whole, and no damage of file or index that goes unseen.

import Numerics
import Testing

@testable import SequenceIO

@Suite("Reads by an index")
struct RegionTests {
  private typealias Outcome = AlignmentFileTests.Outcome

  private static func options(_ places: [(reference: Int, range: Range<Int>)]) -> StreamOptions {
    var options = StreamOptions()
    options.regions = [
      [AlignmentRegion(names: ["nowhere"], contigLength: 100_000, range: 0..<9)],
      places.map {
        AlignmentRegion(
          names: ["x", "r\($0.reference)"], contigLength: AlignedTemplates.references[$0.reference].1, range: $0.range)
      },
    ]
    return options
  }

  @Test(
    "the templates with a line in a region come whole: mates and whole reads from wherever they are", arguments: 1...6)
  func readsRegions(seed: UInt64) {
    let made = AlignedTemplates(count: 700, seed: seed, sorted: true)
    let folder = TemporaryFolder()
    let path = folder.write(made.bam, "a.bam")
    folder.write(made.bai, seed % 2 == 0 ? "a.bam.bai" : "a.bai")
    var random = RandomSource(seed: seed)
    for _ in 0..<6 {
      let places = [0, 2].map { reference in
        let start = random.below(39_000)
        return (reference: reference, range: start..<start + 1 + random.below(6000))
      }
      // Two genes may lie side by side or reach into each other: no line is taken twice.
      let neighbour = places[0].range.upperBound - random.below(60)
      let all = places + [(reference: 0, range: neighbour..<neighbour + 500)]
      let outcome = AlignmentFileTests.read(path, options: RegionTests.options(all))
      #expect(outcome.error == nil, "seed \(seed): \(String(describing: outcome.error))")
      let wanted = made.expected(in: all)
      let odd = Set(outcome.templates).symmetricDifference(wanted).map { $0.prefix { $0 != " " } }
      #expect(outcome.templates == wanted, "seed \(seed), \(places): \(odd)")
      #expect(outcome.summary?.alignments?.route == .region)
      #expect(outcome.diagnostics.contains { $0.message.contains("are not seen") })
    }
  }

  @Test("a damaged index or file gives an error or the same reads", arguments: 1...4)
  func noticesDamage(seed: UInt64) {
    let made = AlignedTemplates(count: 400, seed: seed, sorted: true)
    let places = [(reference: 0, range: 15_000..<19_000), (reference: 1, range: 3000..<9000)]
    let expected = made.expected(in: places)
    let (bam, bai) = (made.bam, made.bai)
    var random = RandomSource(seed: seed)
    var refused = 0
    for round in 0..<100 {
      let isIndex = round % 2 == 0
      var bytes = isIndex ? bai : bam
      if random.below(3) == 0 {
        bytes = Array(bytes.prefix(random.below(bytes.count)))
      } else {
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      }
      let folder = TemporaryFolder()
      let path = folder.write(isIndex ? bam : bytes, "a.bam")
      folder.write(isIndex ? bytes : bai, "a.bam.bai")
      let outcome = AlignmentFileTests.read(path, options: RegionTests.options(places))
      refused += outcome.error == nil ? 0 : 1
      #expect(outcome.error != nil || outcome.templates == expected, "seed \(seed), round \(round), index \(isIndex)")
    }
    #expect(refused > 20)
  }

  @Test("an index of another file is refused in one line")
  func refusesOtherIndex() {
    let made = AlignedTemplates(count: 800, seed: 1, sorted: true)
    var longer = made
    longer.lines += AlignedTemplates(count: 100, seed: 2, sorted: true).lines.filter { $0.reference == 2 }
    longer.lines.sort {
      AlignmentPlace($0.reference, $0.position) < AlignmentPlace($1.reference, $1.position)
    }
    let places = [(reference: 0, range: 15_000..<19_000)]
    for index in [AlignedTemplates(count: 700, seed: 3, sorted: true).bai, longer.bai, []] {
      let folder = TemporaryFolder()
      let path = folder.write(made.bam, "a.bam")
      folder.write(index, "a.bam.bai")
      let outcome = AlignmentFileTests.read(path, options: RegionTests.options(places))
      #expect(outcome.error?.code == .badIndex, "index of \(index.count) bytes: \(String(describing: outcome.error))")
    }
    let folder = TemporaryFolder()
    let path = folder.write(longer.bam, "a.bam")
    folder.write(made.bai, "a.bam.bai")
    let outcome = AlignmentFileTests.read(path, options: RegionTests.options(places))
    #expect(outcome.error?.code == .badIndex, "\(String(describing: outcome.error))")
  }

  @Test("chromosomes of another name or length, and reads of something else, are read as a whole, and that is told")
  func readsWholeWhereNothingIsKnown() {
    let made = AlignedTemplates(count: 800, seed: 4, sorted: true)
    let folder = TemporaryFolder()
    let path = folder.write(made.bam, "a.bam")
    folder.write(made.bai, "a.bam.bai")
    var options = StreamOptions()
    options.regions = [[AlignmentRegion(names: ["r0"], contigLength: 99_999, range: 10..<900)]]
    let other = AlignmentFileTests.read(path, options: options)
    #expect(
      other.templates == made.expected && other.diagnostics.contains { $0.message.contains("index was not used") })
    let places = [(reference: 0, range: 1000..<39_000)]
    let foreign = AlignmentFileTests.read(path, options: RegionTests.options(places)) { { _ in } }
    #expect(foreign.templates.isEmpty && foreign.diagnostics.contains { $0.message.contains("not of the genes") })
    let known = AlignmentFileTests.read(path, options: RegionTests.options(places)) {
      { batch in for index in 0..<batch.count { batch.setFlags(1, at: index) } }
    }
    #expect(known.templates == made.expected(in: places))
  }

  @Test(
    "what samtools indexed is read: BAI, CSI and CRAI, also damaged", arguments: ["bam.bai", "bam.csi", "cram.crai"])
  func readsIndexesOfSamtools(kind: String) {
    #if !HTSlib
      if kind == "cram.crai" { return }
    #endif
    let name = String(kind.prefix { $0 != "." })
    let file = TemporaryFolder.read(fixture("alignments/mapped.\(name)"))
    let index = TemporaryFolder.read(fixture("alignments/mapped.\(kind)"))
    var options = StreamOptions()
    options.reference = fixture("alignments/reference.fa")
    options.regions = [[AlignmentRegion(names: ["r0"], contigLength: 4000, range: 1500..<1600)]]
    func read(_ file: [UInt8], _ index: [UInt8]) -> AlignmentFileTests.Outcome {
      let folder = TemporaryFolder()
      let path = folder.write(file, "a.\(name)")
      folder.write(index, "a.\(kind)")
      return AlignmentFileTests.read(path, options: options)
    }
    let good = read(file, index)
    #expect(good.error == nil && good.templates.count > 3 && good.templates.count < 40, "\(good)")
    let all = AlignmentFileTests.read(fixture("alignments/pairs.sam")).templates
    #expect(Set(good.templates).isSubset(of: all))
    var random = RandomSource(seed: 9)
    for round in 0..<80 {
      var parts = [file, index]
      let part = round % 2
      if random.below(3) == 0 {
        parts[part] = Array(parts[part].prefix(random.below(parts[part].count)))
      } else {
        parts[part][random.below(parts[part].count)] ^= 1 << UInt8(random.below(8))
      }
      let outcome = read(parts[0], parts[1])
      #expect(outcome.error != nil || outcome.templates == good.templates, "round \(round)")
    }
  }
}
