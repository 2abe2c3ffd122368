// Named clients for tests.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Clients;

internal static class ClientWorlds
{
    public static ClientLoad Steady { get; } = new()
    {
        Clients = 3,
        Pace = new ClientPace.Open(100),
        Keys = KeyChoice.Numbered(5),
        Stop = AtMs(4000),
    };

    public static Scenario With(ClientLoad load) => Five with { Clients = new ClientOptions { Load = load } };

    public static Scenario With(params ScriptStep[] script) => Five with { Clients = new ClientOptions { Script = [.. script] } };

    public static ScriptStep Put(string id, ScriptStart start, string value = "milk", string client = "ann", ScriptContext? context = null) =>
        new(id, client, start, new ScriptAsk.Put(Cart, WriteContent.Text(value), context ?? new ScriptContext.LastRead()));

    public static ScriptStep Get(string id, ScriptStart start, string client = "ann") => new(id, client, start, new ScriptAsk.Get(Cart));

    public static ScriptStart At(double milliseconds) => new ScriptStart.At(AtMs(milliseconds));

    public static ScriptStart After(string step, StepEnd end = StepEnd.Ok, double milliseconds = 0) => new ScriptStart.After(step, end, Ms(milliseconds));

    public static SimulationRun Played(Scenario scenario, double milliseconds = 6000)
    {
        var run = Start(scenario);
        run.RunFor(milliseconds);
        return run;
    }

    public static (Instant At, WorldEvent.ClientAsked What)[] Asked(this SimulationRun run) =>
        [.. run.Log.Where(entry => entry.What is WorldEvent.ClientAsked).Select(entry => (entry.At, (WorldEvent.ClientAsked)entry.What))];
}
