// Coverage-guided fuzzing of everything that reads what others wrote. The driver is libFuzzer's; see benchmarks/fuzz/run.

import Foundation

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The target that this process runs, chosen by COLLAGEN_FUZZ_TARGET.
nonisolated(unsafe) private var chosen: @Sendable ([UInt8]) -> Void = { _ in }

@main
enum Main {
  static func main() {
    let name = ProcessInfo.processInfo.environment["COLLAGEN_FUZZ_TARGET"] ?? ""
    guard let target = Targets.all[name] else {
      print(Targets.all.keys.sorted().joined(separator: "\n"))
      exit(name.isEmpty ? 0 : 64)
    }
    chosen = target
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { bytes, size in
        chosen(size == 0 ? [] : Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
      })
  }
}
