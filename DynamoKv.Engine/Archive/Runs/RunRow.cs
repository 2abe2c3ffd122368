// A row of the table of runs.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Engine.Archive.Runs;

/// <summary>A row of the table of runs, as the driver sees it.</summary>
internal sealed class RunRow
{
    public long Id { get; set; }

    public string Title { get; set; } = "";

    public string Seed { get; set; } = "";

    public string Engine { get; set; } = "";

    public long BegunAt { get; set; }

    public long KeptAt { get; set; }

    public byte[] Scenario { get; set; } = [];

    public long Interventions { get; set; }

    public long Steps { get; set; }

    public long VirtualUs { get; set; }

    public long Events { get; set; }

    public long Recorded { get; set; }

    public string LogHash { get; set; } = "";

    public long? Parent { get; set; }

    public long? ForkEvent { get; set; }

    public long IsOver { get; set; }

    public string? StoppedBecause { get; set; }

    public string Verdicts { get; set; } = "";

    public string? Figures { get; set; }

    public long Bytes { get; set; }

    public static RunRow Of(StoredRun run, byte[] scenario, JsonSerializerOptions json) => new()
    {
        Id = run.Id,
        Title = run.Title,
        Seed = run.Seed.ToString(CultureInfo.InvariantCulture),
        Engine = run.Engine,
        BegunAt = run.BegunAt.ToUnixTimeMilliseconds(),
        KeptAt = run.KeptAt.ToUnixTimeMilliseconds(),
        Scenario = scenario,
        Interventions = run.Interventions,
        Steps = run.Steps,
        VirtualUs = run.Now.Microseconds,
        Events = run.Events,
        LogHash = run.LogHash,
        Parent = run.Parent,
        ForkEvent = run.ForkEvent,
        IsOver = run.IsOver ? 1 : 0,
        StoppedBecause = run.StoppedBecause,
        Verdicts = JsonSerializer.Serialize(run.Verdicts.Select(verdict => verdict with { Witness = [] }), json), // the lines lead to the rows
        Figures = run.Figures is null ? null : JsonSerializer.Serialize(run.Figures, json),
    };

    public StoredRun ToRun(JsonSerializerOptions json) => new()
    {
        Id = Id,
        Title = Title,
        Seed = ulong.Parse(Seed, CultureInfo.InvariantCulture),
        Engine = Engine,
        BegunAt = DateTimeOffset.FromUnixTimeMilliseconds(BegunAt),
        KeptAt = DateTimeOffset.FromUnixTimeMilliseconds(KeptAt),
        Interventions = (int)Interventions,
        Steps = Steps,
        Now = new Instant(VirtualUs),
        Events = Events,
        Recorded = Recorded,
        LogHash = LogHash,
        Parent = Parent,
        ForkEvent = ForkEvent,
        IsOver = IsOver != 0,
        StoppedBecause = StoppedBecause,
        Verdicts = JsonSerializer.Deserialize<ImmutableArray<AssertionVerdict>>(Verdicts, json),
        Figures = Figures is null ? null : JsonSerializer.Deserialize<RunFigures>(Figures, json),
        Bytes = Bytes,
    };
}
