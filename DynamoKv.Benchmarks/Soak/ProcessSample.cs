// What a process holds at one moment.
using System.Globalization;
using DynamoKv.Benchmarks.Processes;

namespace DynamoKv.Benchmarks.Soak;

/// <summary>What a process holds at one moment.</summary>
/// <param name="Minute">When, in minutes since the soak began.</param>
/// <param name="Node">Whose process.</param>
/// <param name="ResidentBytes">Memory that it holds.</param>
/// <param name="Handles">Files, sockets and pipes that it has open.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="DiskBytes">Bytes of its files.</param>
/// <param name="OpenRequests">Requests of clients that wait for an answer, at any node.</param>
public sealed record ProcessSample(double Minute, string Node, long ResidentBytes, int Handles, int Threads, long DiskBytes, int OpenRequests)
{
    private const int BytesOfPage = 4_096;

    /// <summary>Looks at a process (Linux).</summary>
    public static ProcessSample Of(RealNode node, string folder, double minute, int openRequests)
    {
        var place = $"/proc/{node.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var pages = long.Parse(File.ReadAllText(place + "/statm").Split(' ')[1], CultureInfo.InvariantCulture);
        return new ProcessSample(
            minute, node.Id, pages * BytesOfPage, Directory.EnumerateFileSystemEntries(place + "/fd").Count(), Directory.EnumerateDirectories(place + "/task").Count(),
            new DirectoryInfo(Path.Combine(folder, node.Id)).EnumerateFiles().Sum(file => file.Length), openRequests);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Minute,6:0.0} min  {Node}  {ResidentBytes / 1_048_576.0,7:0.0} MiB  {Handles,4} handles  {Threads,3} threads  {DiskBytes / 1_048_576.0,7:0.0} MiB on disk  {OpenRequests,3} open");
}
