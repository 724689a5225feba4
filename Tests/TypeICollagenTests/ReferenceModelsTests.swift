// The gene models: files and proteins, introns, helices, both-way coordinate maps.

import BioSequence
import Testing
import TypeICollagen

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct ReferenceModelsTests {
  @Test func embeddedFilesEqualTheReferenceFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../reference")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".fa") }.sorted()
    #expect(ReferenceFiles.names.sorted() == names)
    for name in names {
      let onDisk = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(ReferenceFiles.text(named: name) == onDisk, "\(name) was changed: run scripts/embed-reference")
    }
  }

  @Test func proteinsTranslateToTheEnd() {
    for (gene, length) in [(GeneCatalog.embedded.genes[0], 1464), (GeneCatalog.embedded.genes[1], 1366)] {
      for transcript in gene.record.transcripts {
        let protein = GeneticCode.translate(transcript.codingSequence(from: gene.record.sequence))
        #expect(protein.count == length + 1)
        #expect(protein.first == .met)
        #expect(protein.firstIndex(of: .ter) == length)
      }
    }
  }

  @Test func everyIntronIsGTAG() {
    for gene in GeneCatalog.embedded.genes {
      let exons = gene.record.preferredTranscript.exons
      for (left, right) in zip(exons, exons.dropFirst()) {
        #expect(gene.record.sequence[left.upperBound..<left.upperBound + 2] == "GT")
        #expect(gene.record.sequence[right.lowerBound - 2..<right.lowerBound] == "AG")
      }
    }
    #expect(GeneCatalog.embedded.genes[0].record.preferredTranscript.exons.count == 51)
    #expect(GeneCatalog.embedded.genes[1].record.preferredTranscript.exons.count == 52)
  }

  @Test func codingPosition589IsWhereOthersPutIt() throws {
    let record = GeneCatalog.embedded.genes[0].record
    for transcript in record.transcripts {
      let offset = transcript.recordOffset(ofTranscriptOffset: transcript.codingRange.lowerBound + 588)
      #expect(record.sequence[offset] == .g)
      let grch38 = try #require(record.mapping(on: .grch38))
      let grch37 = try #require(record.mapping(on: .grch37))
      #expect(grch38.chromosomeOffset(ofRecordOffset: offset) + 1 == 50_198_002)
      #expect(grch37.chromosomeOffset(ofRecordOffset: offset) + 1 == 48_275_363)
    }
  }

  @Test func helicesAreWholeTriplets() {
    for (gene, helix) in [(GeneCatalog.embedded.genes[0], 179...1192), (GeneCatalog.embedded.genes[1], 91...1104)] {
      #expect(gene.tripleHelix == helix)
      let protein = GeneticCode.translate(gene.record.preferredTranscript.codingSequence(from: gene.record.sequence))
      for residue in helix where (residue - helix.lowerBound) % 3 == 0 {
        #expect(protein[residue - 1] == .gly)
      }
      #expect(gene.helixResidue(ofResidue: helix.upperBound) == 1014)
      #expect(gene.helixResidue(ofResidue: helix.upperBound + 1) == nil)
    }
  }

  @Test func placementsMapBothWays() {
    for gene in GeneCatalog.embedded.genes {
      for mapping in gene.record.mappings {
        #expect(mapping.range.count == gene.record.sequence.count)
        for range in [0..<1, 5..<5, 100..<250, 0..<gene.record.sequence.count] {
          let there = mapping.chromosomeRange(ofRecordRange: range)
          #expect(mapping.recordRange(ofChromosomeRange: there) == range)
        }
        for offset in [0, 17, gene.record.sequence.count - 1] {
          #expect(mapping.recordOffset(ofChromosomeOffset: mapping.chromosomeOffset(ofRecordOffset: offset)) == offset)
        }
      }
    }
  }

  @Test func theRecordDiffersFromGRCh37AtOneBase() throws {
    let record = GeneCatalog.embedded.genes[0].record
    let mapping = try #require(record.mapping(on: .grch37))
    let offset = 18505
    #expect(record.sequence[offset] == .g)
    #expect(record.assemblyBases(in: offset..<offset + 1, on: mapping) == "A")
    #expect(mapping.chromosomeOffset(ofRecordOffset: offset) + 1 == 48_265_495)
    let transcript = record.preferredTranscript
    #expect(transcript.transcriptOffset(ofRecordOffset: offset) == transcript.codingRange.lowerBound + 3222)
  }

  @Test func transcriptOffsetsMapBothWays() {
    for gene in GeneCatalog.embedded.genes {
      for transcript in gene.record.transcripts {
        for offset in stride(from: 0, to: transcript.length, by: 7) {
          let record = transcript.recordOffset(ofTranscriptOffset: offset)
          #expect(transcript.transcriptOffset(ofRecordOffset: record) == offset)
        }
        #expect(transcript.transcriptOffset(ofRecordOffset: transcript.exons[0].upperBound) == nil)
      }
    }
  }
}
