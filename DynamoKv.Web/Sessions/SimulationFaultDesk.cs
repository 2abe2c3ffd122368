// Faults of simulated runs.
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

/// <summary>Puts faults into simulated runs, where each is an intervention and lasts until it is healed.</summary>
internal sealed class SimulationFaultDesk : IFaultDesk
{
    public FaultInForce Inject(IClusterSession session, FaultAction fault, TimeSpan? lasts, string caller)
    {
        if (lasts is not null)
        {
            throw new FaultRefusedException("In a simulation a fault lasts until it is healed: leave out 'for', and send DELETE when it shall end.");
        }

        Apply(session, fault);
        return new FaultInForce(fault.Fault, fault.Description, null);
    }

    public IReadOnlyList<FaultInForce> InForce(IClusterSession session) =>
        [.. session.Current.Head.Faults.Values.Select(fault => new FaultInForce(fault.Id, fault.Description, null))];

    public bool Heal(IClusterSession session, string id, string caller)
    {
        if (!session.Current.Head.Faults.ContainsKey(id))
        {
            return false;
        }

        Apply(session, new HealAction(id));
        return true;
    }

    private static void Apply(IClusterSession session, ScenarioAction action)
    {
        try
        {
            session.Controls!.Apply(action);
        }
        catch (ArgumentException senseless)
        {
            throw new FaultRefusedException(senseless.Message);
        }
    }
}
