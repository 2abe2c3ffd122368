// A run, open or stored, as something that can be written out.
using System.Globalization;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>A run, open or stored, as something that can be written out.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Seed">Its seed; null: it has none.</param>
/// <param name="FileName">A name for files of it, without an ending.</param>
/// <param name="LastEvent">The number of its newest event.</param>
/// <param name="Read">Its events from one number on, as far as they are kept.</param>
internal sealed record RunSource(string Title, ulong? Seed, string FileName, long LastEvent, Func<long, IEnumerable<LogEntry>> Read)
{
    private const int PageEntries = 1_000;

    public static RunSource Of(ApiCall call)
    {
        if (call.Stored is { } stored)
        {
            return new RunSource(stored.Title, stored.Seed, NameOf(stored.Title, stored.Seed, call.RunName), stored.Events, from => call.Runs.Shelf!.LogOf(stored.Id, from));
        }

        var session = call.Session;
        return new RunSource(session.Title, session.Seed, NameOf(session.Title, session.Seed, session.Name), session.LastEvent, from => Pages(session, from));
    }

    // A run that moves on meanwhile is written as far as it was when the first page was read.
    private static IEnumerable<LogEntry> Pages(IClusterSession session, long from)
    {
        var last = session.LastEvent;
        for (var next = Math.Max(from, session.FirstEvent); next <= last;)
        {
            var page = session.ReadLog(next, (int)Math.Min(PageEntries, last - next + 1));
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var entry in page)
            {
                yield return entry;
            }

            next = page[^1].Number + 1;
        }
    }

    private static string NameOf(string title, ulong? seed, string run) => string.Create(
        CultureInfo.InvariantCulture, $"{new string([.. title.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')])}-{(seed is { } number ? $"seed-{number}-" : "")}{run}");
}
