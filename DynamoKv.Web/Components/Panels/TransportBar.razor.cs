// Time: play, step, scrub, speed.
using System.Globalization;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Panels;

/// <summary>The controls of a viewer's own time, and of the run's speed.</summary>
public sealed partial class TransportBar
{
    /// <summary>What is seen.</summary>
    [Parameter, EditorRequired]
    public ViewerState State { get; set; } = null!;

    /// <summary>Whether the run's speed can be changed.</summary>
    [Parameter]
    public bool HasControls { get; set; } = true;

    /// <summary>Why the speed can't be changed; null: the common sentence.</summary>
    [Parameter]
    public string? NoSpeedReason { get; set; }

    /// <summary>Play or pause.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    /// <summary>One entry back.</summary>
    [Parameter]
    public EventCallback OnStepBack { get; set; }

    /// <summary>One entry on.</summary>
    [Parameter]
    public EventCallback OnStep { get; set; }

    /// <summary>To the newest moment.</summary>
    [Parameter]
    public EventCallback OnNow { get; set; }

    /// <summary>To an entry.</summary>
    [Parameter]
    public EventCallback<long> OnSeek { get; set; }

    /// <summary>To a speed.</summary>
    [Parameter]
    public EventCallback<double> OnSpeed { get; set; }

    private bool IsFollowing => State.IsPlaying && State.IsAtHead;

    private string PlayWord => State.IsPlaying ? TransportText.Pause : TransportText.Play;

    private string PlaceIcon => State switch
    {
        { IsAtHead: false } => "◄",
        { IsPlaying: false } => "‖",
        { IsHeadMoving: true } => "●",
        _ => "○",
    };

    private string PlaceWord => State switch
    {
        { IsAtHead: false } => TransportText.PastWord,
        { IsPlaying: false } => TransportText.PausedWord,
        { IsHeadMoving: true } => TransportText.LiveWord,
        _ => TransportText.SleepWord,
    };

    private bool CanSlow => HasControls && State.Speed > SpeedLadder.Steps[0];

    private bool CanSpeed => HasControls && State.Speed < SpeedLadder.Steps[^1];

    private string SlowerTitle => Title(CanSlow, TransportText.Slower, TransportText.Slowest);

    private string FasterTitle => Title(CanSpeed, TransportText.Faster, TransportText.Fastest);

    private string Title(bool isPossible, string word, string reason) =>
        isPossible ? word : HasControls ? reason : NoSpeedReason ?? TransportText.NoSpeed;

    private Task Scrub(ChangeEventArgs change) =>
        long.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number)
            ? OnSeek.InvokeAsync(number)
            : Task.CompletedTask;
}
