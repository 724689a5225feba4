// Every production of the grammar, by rows that are read and rows that are refused: fixtures/hgvs/grammar.tsv.

import BioSequence
import Foundation
import HGVS
import Testing

@Suite struct GrammarTests {
  private struct Row {
    let production, input, text, error, column: String
  }

  private static let rows: [Row] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/hgvs")
    let content = (try? String(contentsOf: folder.appending(path: "grammar.tsv"), encoding: .utf8)) ?? ""
    return content.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(production: cells[0], input: cells[1], text: cells[2], error: cells[3], column: cells[4])
    }
  }()

  @Test func validRowsAreReadAndWrittenInTheirOwnForm() {
    for row in GrammarTests.rows where row.error.isEmpty {
      do throws(HGVSError) {
        let found = try HGVSParser.parse(row.input)
        #expect(found.description == row.text, "\(row.production): \(row.input)")
      } catch { Issue.record("\(row.production): \(row.input) is refused: \(error)") }
    }
  }

  /// What is written reads back as the same, and without anything that had to be read past.
  @Test func writtenFormsReadBack() throws {
    for row in GrammarTests.rows where row.error.isEmpty {
      let again = try HGVSParser.parse(row.text)
      #expect(again.description == row.text, "\(row.production): \(row.text)")
      if case .hgvs(let parsed) = again { #expect(parsed.oddities.allSatisfy { $0 == .lowerCaseBases }, "\(row.text)") }
    }
  }

  @Test func invalidRowsAreRefusedWithCodeAndColumn() {
    for row in GrammarTests.rows where !row.error.isEmpty {
      do throws(HGVSError) {
        let found = try HGVSParser.parse(row.input)
        Issue.record("\(row.production): \(row.input) is read as \(found)")
      } catch {
        #expect(error.code.rawValue == row.error, "\(row.production): \(row.input): \(error)")
        #expect(error.column.map { String($0) } ?? "" == row.column, "\(row.production): \(row.input): \(error)")
        #expect(!error.reason.isEmpty)
      }
    }
  }

  /// Each case of the syntax tree is made by a row, so that a new production without a row fails here.
  @Test func everyCaseOfTheSyntaxTreeHasARow() throws {
    var edits: Set<String> = []
    var proteins: Set<String> = []
    var phases: Set<AllelePhase> = []
    var types: Set<CoordinateType> = []
    var oddities: Set<WrittenOddity> = []
    for row in GrammarTests.rows where row.error.isEmpty {
      switch try HGVSParser.parse(row.input) {
      case .hgvs(let parsed):
        for variant in parsed.variants { edits.insert(GrammarTests.caseName(variant.edit)) }
        if let edit = parsed.protein { proteins.insert(GrammarTests.caseName(edit)) }
        phases.insert(parsed.phase)
        types.insert(parsed.type)
        oddities.formUnion(parsed.oddities)
      case .vcf(_, let found): oddities.formUnion(found)
      case .legacy(_, let edit, let found):
        proteins.insert(GrammarTests.caseName(edit))
        oddities.formUnion(found)
      }
    }
    #expect(
      edits == ["substitution", "deletion", "duplication", "insertion", "delins", "inversion", "repeated", "identity"])
    #expect(
      proteins == [
        "substitution", "identity", "(=)", "?", "0", "uncertain", "deletion", "duplication",
        "insertion", "delins", "frameshift", "stopExtension", "startExtension",
      ])
    #expect(phases == [.single, .cis, .trans, .unknown])
    #expect(types == [.coding, .genomic, .transcript, .protein, .rna])
    #expect(
      oddities == [
        .upperCaseType, .lowerCaseBases, .spaces, .stopAsX, .residueCase, .keywordCase, .repeatedType, .quotes,
        .typography,
      ])
    let codes = Set(GrammarTests.rows.map(\.error))
    #expect(
      codes.isSuperset(of: ["syntax", "unsupported", "unknownReference", "wrongCoordinateType", "outOfRange"]))
  }

  private static func caseName(_ value: Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
  }

  /// Cutting or doubling any byte of any row gives an answer and never a trap; what is read is written and read again.
  @Test func brokenRowsAreAnswered() throws {
    var read = 0
    for row in GrammarTests.rows {
      let bytes = Array(row.input.utf8)
      for place in bytes.indices {
        var doubled = bytes
        doubled.insert(bytes[place], at: place)
        for text in [Array(bytes[..<place]), doubled] {
          guard let found = try? HGVSParser.parse(text) else { continue }
          read += 1
          let again = try? HGVSParser.parse(found.description)
          #expect(again?.description == found.description, "\(String(decoding: text, as: UTF8.self))")
        }
      }
    }
    #expect(read > 300)
  }
}
