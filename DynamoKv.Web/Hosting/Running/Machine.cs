// The machine that figures were taken on.
using System.Runtime.InteropServices;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>The machine that figures were taken on, in a line that stands beside them.</summary>
internal static class Machine
{
    /// <summary>The processor, the runtime, the system and the build.</summary>
    public static string Name { get; } =
        $"{CpuName()}, {Environment.ProcessorCount} cores; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; {BuildKind}";

    private static string CpuName() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line.Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

#if DEBUG
    private const string BuildKind = "DEBUG BUILD: the figures mean nothing";
#else
    private const string BuildKind = "Release build";
#endif
}
