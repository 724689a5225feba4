// The read files of a simulation, and the background that it draws from.

import BioSequence
import Collagen
import ReadSimulation
import Reporting
import SequenceIO

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

enum SimulatedFiles {
  /// Draws all pairs into two BGZF files of a staging folder.
  static func write(_ simulator: ReadSimulator, names: (String, String), into folder: OutputFolder) throws {
    try write(simulator, names: names) { folder.staged($0) }
  }

  /// Draws all pairs into two new BGZF files.
  ///
  /// - Parameter path: where the file of a name lies.
  static func write(_ simulator: ReadSimulator, names: (String, String), path: (String) -> String) throws {
    var simulator = simulator
    let first = try OpenFile(path(names.0), name: names.0)
    let second = try OpenFile(path(names.1), name: names.1)
    try simulator.writeFASTQ { (left: [UInt8], right: [UInt8]) throws(WriteError) in
      try first.writer.write(text: left)
      try second.writer.write(text: right)
    }
    try first.finish()
    try second.finish()
  }

  /// Longest record of a background in bytes of text: longer than any human chromosome.
  private static let longestRecord = 512 << 20

  /// The sequences of a FASTA file, packed one after the other as they are read.
  static func background(ofFASTA path: String) throws(ExitFailure) -> BackgroundSequence {
    var options = StreamOptions()
    options.maximumRecordCount = longestRecord
    options.queueDepth = 1
    options.allowsEmptyInput = true
    var background = BackgroundSequence()
    do throws(ParseError) {
      let reader = try SampleReader([.single(InputSource(path: path))], options: options)
      while let slice = try reader.next() {
        for index in 0..<slice.count {
          do throws(SimulationError) {
            try background.append(letters: slice.first.sequence(slice.firstIndex(index)))
          } catch {
            throw ParseError(
              code: .recordTooLong, file: InputText.baseName(path),
              message: "has more than \(BackgroundSequence.maximumCount) bases that are not N",
              remedy: "give a part of the genome")
          }
        }
      }
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
    guard !background.isEmpty else {
      throw ExitFailure(.badData, "\(InputText.baseName(path)): has no base, or none but N")
    }
    return background
  }

  /// A file under a new name that is open for writing.
  private final class OpenFile {
    let writer: SequenceWriter
    private let descriptor: Int32

    init(_ path: String, name: String) throws(OutputError) {
      descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        throw OutputError(.cannotCreate, path: name, reason: OutputFile.systemReason(errno))
      }
      writer = SequenceWriter(descriptor: descriptor, name: name, container: .bgzf(level: 4))
    }

    deinit { close(descriptor) }

    func finish() throws(WriteError) { try writer.finish() }
  }
}
