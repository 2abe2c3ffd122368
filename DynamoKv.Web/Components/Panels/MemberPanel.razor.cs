// Who is a member, and how that changes.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Panels;

/// <summary>The members as one node sees them; joins and leaves are planned there, then carried out.</summary>
public sealed partial class MemberPanel
{
    private NodeId? _seenBy;
    private string _name = "";
    private string _address = "";
    private string? _problem;

    /// <summary>What the nodes that run say of themselves now.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<NodeSnapshot> Accounts { get; set; } = [];

    /// <summary>Whose view is shown at first; null: the first member's.</summary>
    [Parameter]
    public NodeId? Self { get; set; }

    /// <summary>Why the cluster can't be changed from here.</summary>
    [CascadingParameter(Name = nameof(WhyNot))]
    public string? WhyNot { get; set; }

    /// <summary>Whether the cluster can be controlled from here.</summary>
    [Parameter]
    public bool CanAct { get; set; } = true;

    /// <summary>Whether a newcomer runs somewhere already and has to be found: nobody starts it from here.</summary>
    [Parameter]
    public bool NeedsAddress { get; set; }

    /// <summary>A node is to do something.</summary>
    [Parameter]
    public EventCallback<NodeOrder> OnOrder { get; set; }

    private NodeSnapshot? Viewer =>
        Accounts.FirstOrDefault(account => account.Self == (_seenBy ?? Self) && account.IsMember) ?? Accounts.FirstOrDefault(account => account.IsMember);

    /// <summary>Who keeps the plan: the one that has one, else whose view is shown.</summary>
    private NodeSnapshot? Planner => Accounts.FirstOrDefault(account => account.IsMember && account.Membership.Plan is not null) ?? Viewer;

    private string NextName => FreeName.After(
        [.. Accounts.Select(account => account.Self), .. Viewer?.Membership.Members.Select(member => member.Record.Id) ?? []]);

    private string? ReasonOf(MemberView member) => !CanAct ? (WhyNot ?? FaultText.NoControls)
        : member.Record.Phase != MemberPhase.Joined ? Words.Fill(ClusterText.CanNotLeave, member.Record.Id) : null;

    private void Choose(ChangeEventArgs change) => _seenBy = NodeId.TryParse(change.Value as string, out var node) ? node : null;

    private async Task JoinAsync()
    {
        if (!CanAct || (NeedsAddress && _address.Trim().Length == 0))
        {
            _problem = CanAct ? LiveText.JoinNeedsAddress : WhyNot;
            return;
        }

        var name = _name.Trim().Length == 0 ? NextName : _name.Trim();
        if (Planner is not { } planner || !NodeId.TryParse(name, out var node))
        {
            _problem = Words.Fill(ClusterText.BadName, name);
            return;
        }

        var address = _address.Trim();
        (_problem, _name, _address) = (null, "", "");
        await OnOrder.InvokeAsync(new NodeOrder(
            planner.Self, number => new NodeCommand.StageJoin(number, node, address, RingMember.DefaultTokens, Rack: null), Start: NeedsAddress ? null : node));
    }

    private async Task LeaveAsync(NodeId node)
    {
        var asked = Planner is { Membership.Plan: null } && Planner.Self == node
            ? Accounts.FirstOrDefault(account => account.IsMember && account.Self != node)?.Self ?? node
            : Planner?.Self ?? node;
        await OnOrder.InvokeAsync(new NodeOrder(asked, number => new NodeCommand.StageLeave(number, node)));
    }
}
