// swift-tools-version: 6.3
// Collagen: is this type I collagen, or not? Targets are listed in the order the data flows; imports only point up.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "collagen",
  products: [
    .library(name: "Collagen", targets: ["Collagen"]),
    .library(name: "SequenceIO", targets: ["SequenceIO"]),
    .library(name: "HGVS", targets: ["HGVS"]),
    .executable(name: "collagen", targets: ["CollagenCLI"]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Inflate with ISA-L; without it zlib does it, about 2.6 times slower."),
    .trait(name: "HTSlib", description: "Writes VCF.gz with its index, and BAM, and reads CRAM, through htslib."),
    .default(enabledTraits: ["ISAL", "HTSlib"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CDigest", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CHTSlib", providers: [.apt(["libhts-dev"])]),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CExchange"),

    // C that Swift cannot be: signal handlers, and loops for what the processor has
    .target(name: "CLastWords"),
    .target(name: "CKernels"),

    // Library
    .target(name: "Digests", dependencies: ["CDigest", "CKernels"], swiftSettings: strict),
    .target(name: "Numerics", swiftSettings: strict),
    .target(name: "Documents", dependencies: ["CZlib", "Digests"], swiftSettings: strict),
    .target(
      name: "DocumentsYAML", dependencies: ["Documents", .product(name: "Yams", package: "Yams")], swiftSettings: strict
    ),
    .target(
      name: "Pages",
      dependencies: ["Digests", "Documents", "Numerics", .product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: strict),
    .target(name: "BioSequence", swiftSettings: strict),
    .target(
      name: "SequenceIO",
      dependencies: [
        "CZlib", "CBzip2", "CKernels", "CPrefetch", "Digests",
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
        .target(name: "CHTSlib", condition: .when(traits: ["HTSlib"])),
      ],
      swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(
      name: "VariantCalling", dependencies: ["Alignment", "BioSequence", "Numerics"], swiftSettings: strict),
    .target(
      name: "TranscriptAnalysis", dependencies: ["Alignment", "BioSequence", "Numerics", "VariantCalling"],
      swiftSettings: strict),
    .target(name: "HGVS", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(
      name: "TypeICollagen", dependencies: ["BioSequence", "Digests", "Documents", "HGVS"], swiftSettings: strict),
    .target(
      name: "VariantNaming", dependencies: ["BioSequence", "Digests", "Documents", "HGVS", "TypeICollagen"],
      swiftSettings: strict),
    .target(
      name: "Knowledge", dependencies: ["BioSequence", "Documents", "HGVS", "TypeICollagen", "VariantNaming"],
      swiftSettings: strict),
    .target(name: "ReadSimulation", dependencies: ["BioSequence", "Numerics"], swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "BioSequence", "CExchange", "Digests", "Documents", "HGVS", "Knowledge", "Numerics", "Pages", "TypeICollagen",
        "VariantNaming",
        .target(name: "CHTSlib", condition: .when(traits: ["HTSlib"])),
      ],
      swiftSettings: strict),
    .target(name: "ExportAssay", dependencies: ["Documents", "Numerics", "TypeICollagen"], swiftSettings: strict),
    .target(
      name: "AssaySimulation", dependencies: ["Documents", "ExportAssay", "Numerics", "TypeICollagen"],
      swiftSettings: strict),
    .target(
      name: "AssayReport",
      dependencies: ["Digests", "Documents", "ExportAssay", "Numerics", "Pages", "Reporting", "TypeICollagen"],
      swiftSettings: strict),
    .target(
      name: "Evidence",
      dependencies: [
        "BioSequence", "Documents", "DocumentsYAML", "ExportAssay", "HGVS", "Knowledge", "Numerics", "Reporting",
        "TypeICollagen",
        "VariantNaming",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "CaseReporting",
      dependencies: [
        "BioSequence", "Digests", "Documents", "Evidence", "HGVS", "Knowledge", "Numerics", "Pages", "Reporting",
        "TranscriptAnalysis", "TypeICollagen",
        "VariantNaming",
      ],
      swiftSettings: strict),
    .target(
      name: "Collagen",
      dependencies: [
        "Alignment", "AssayReport", "BioSequence", "CaseReporting", "Digests", "Documents", "Evidence", "ExportAssay",
        "HGVS", "Knowledge",
        "Numerics", "Pages", "ReadSimulation", "Reporting", "SequenceIO",
        "TranscriptAnalysis", "TypeICollagen", "VariantCalling", "VariantNaming",
      ],
      swiftSettings: strict),

    // Command
    .executableTarget(
      name: "CollagenCLI",
      dependencies: [
        "AssayReport", "BioSequence", "CLastWords", "CaseReporting", "Collagen", "Digests", "Documents",
        "DocumentsYAML",
        "Evidence", "ExportAssay",
        "HGVS", "Knowledge",
        "Numerics", "ReadSimulation", "Reporting", "SequenceIO",
        "TypeICollagen",
        "VariantCalling", "VariantNaming",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests
    .testTarget(
      name: "AlignmentTests", dependencies: ["Alignment", "BioSequence", "Numerics", "TypeICollagen"],
      swiftSettings: strict),
    .testTarget(name: "NumericsTests", dependencies: ["Numerics"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["CZlib", "Documents", "DocumentsYAML", "Pages"], swiftSettings: strict),
    .testTarget(name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(
      name: "SequenceIOTests", dependencies: ["SequenceIO", "CKernels", "CZlib", "CBzip2", "Digests", "Numerics"],
      swiftSettings: strict),
    .testTarget(
      name: "TypeICollagenTests", dependencies: ["BioSequence", "CDigest", "Documents", "HGVS", "TypeICollagen"],
      swiftSettings: strict),
    .testTarget(name: "HGVSTests", dependencies: ["BioSequence", "HGVS"], swiftSettings: strict),
    .testTarget(
      name: "VariantNamingTests", dependencies: ["BioSequence", "HGVS", "Numerics", "TypeICollagen", "VariantNaming"],
      swiftSettings: strict),
    .testTarget(
      name: "KnowledgeTests",
      dependencies: ["BioSequence", "Documents", "HGVS", "Knowledge", "TypeICollagen", "VariantNaming"],
      swiftSettings: strict),
    .testTarget(
      name: "ReadSimulationTests", dependencies: ["BioSequence", "Numerics", "ReadSimulation"], swiftSettings: strict),
    .testTarget(
      name: "VariantCallingTests",
      dependencies: ["Alignment", "BioSequence", "Numerics", "ReadSimulation", "TypeICollagen", "VariantCalling"],
      swiftSettings: strict),
    .testTarget(
      name: "TranscriptAnalysisTests",
      dependencies: [
        "Alignment", "BioSequence", "Numerics", "ReadSimulation", "TranscriptAnalysis", "TypeICollagen",
        "VariantCalling",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExportAssayTests",
      dependencies: [
        "AssayReport", "AssaySimulation", "Documents", "ExportAssay", "Numerics", "Reporting", "TypeICollagen",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EvidenceTests",
      dependencies: [
        "BioSequence", "Documents", "Evidence", "HGVS", "Knowledge", "Numerics", "Reporting", "TypeICollagen",
        "VariantNaming",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CaseReportingTests",
      dependencies: [
        "AssayReport", "BioSequence", "CaseReporting", "Collagen", "Digests", "Documents", "DocumentsYAML", "Evidence",
        "ExportAssay", "HGVS", "Knowledge", "Numerics", "Reporting", "TranscriptAnalysis", "TypeICollagen",
        "VariantNaming",
      ],
      swiftSettings: strict),
    .testTarget(name: "CLITests", dependencies: ["CollagenCLI"], swiftSettings: strict),
    .testTarget(
      name: "CollagenTests",
      dependencies: [
        "Alignment", "BioSequence", "Collagen", "Documents", "HGVS", "Numerics", "Pages", "ReadSimulation", "Reporting",
        "SequenceIO", "TypeICollagen", "VariantCalling", "VariantNaming",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["BioSequence", "Documents", "HGVS", "Knowledge", "Reporting", "TypeICollagen", "VariantNaming"],
      swiftSettings: strict),
  ]
)

// The benchmarks see the inside of the package, so they are targets of it; users' builds never see them.
if Context.environment["COLLAGEN_BENCHMARKS"] != nil {
  let reads: [Target.Dependency] = [
    "Alignment", "BioSequence", "Numerics", "ReadSimulation", "TypeICollagen", "VariantCalling",
  ]
  let benchmarks: [(name: String, folder: String, dependencies: [Target.Dependency])] = [
    ("accuracy", "accuracy/Sources", reads),
    ("alignbench", "alignment/Sources", ["Alignment", "BioSequence"]),
    (
      "assay-benchmark", "assay/Sources",
      ["AssayReport", "AssaySimulation", "Documents", "ExportAssay", "Numerics", "TypeICollagen"]
    ),
    (
      "classes", "evidence/classes/Sources",
      ["BioSequence", "Documents", "Evidence", "Knowledge", "Numerics", "Reporting", "TypeICollagen", "VariantNaming"]
    ),
    ("dosage", "accuracy/dosage/Sources", reads),
    ("iobench", "sequence-io/Sources", ["Alignment", "SequenceIO", "TypeICollagen"]),
    ("naming-tool", "naming/Sources", ["BioSequence", "Documents", "HGVS", "VariantNaming"]),
    ("rna", "rna/Sources", reads + ["TranscriptAnalysis"]),
  ]
  package.targets += benchmarks.map { benchmark in
    .executableTarget(
      name: benchmark.name, dependencies: benchmark.dependencies, path: "benchmarks/\(benchmark.folder)",
      swiftSettings: [.swiftLanguageMode(.v6)])
  }
}

// Fuzzing (benchmarks/fuzz/run): everything is watched by the sanitizers, and libFuzzer drives.
if Context.environment["COLLAGEN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Documents", "DocumentsYAML", "Evidence", "ExportAssay", "HGVS", "Reporting", "SequenceIO", "VariantNaming",
      ],
      path: "benchmarks/fuzz/Sources", swiftSettings: [.swiftLanguageMode(.v6)],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
  for target in package.targets where target.type == .regular || target.name == "fuzz" {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer,address"])]
  }
}

// The documentation's plugin; clients do not resolve it.
if Context.environment["COLLAGEN_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
