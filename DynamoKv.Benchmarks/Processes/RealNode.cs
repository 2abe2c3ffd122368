// A real node as a process that can be killed, stopped and started again.
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>A real node as a process of its own.</summary>
/// <param name="id">Its name.</param>
/// <param name="port">Where it serves clients.</param>
/// <param name="words">What it is started with, beside its name and port.</param>
public sealed class RealNode(string id, int port, IReadOnlyList<string> words) : IDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly LastLines _said = new(200);
    private Process? _process;

    /// <summary>Its name.</summary>
    public string Id => id;

    /// <summary>Where it serves clients.</summary>
    public Uri Address { get; private set; } = AddressOf(port);

    /// <summary>What it is started with, beside its name and port.</summary>
    public IReadOnlyList<string> Words { get; private set; } = words;

    /// <summary>Variables of its environment, for what must not stand on a command line.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Whether its process runs and is not stopped.</summary>
    public bool IsUp { get; private set; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>The last lines that its processes printed.</summary>
    public string Said => _said.ToString();

    /// <summary>From its next start on it serves elsewhere.</summary>
    /// <param name="newPort">Where it serves clients then.</param>
    /// <param name="more">What else it is started with.</param>
    public void Move(int newPort, params string[] more) => (Address, Words) = (AddressOf(newPort), [.. Words, .. more]);

    /// <summary>Begins a life and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">When it does not get ready; says what it printed last.</exception>
    public async Task StartAsync()
    {
        Begin();
        await ReadyAsync(_process!);
        IsUp = true;
    }

    /// <summary>Begins a life that is bound to end by itself; gives its exit code.</summary>
    public async Task<int> StartInVainAsync()
    {
        Begin();
        await _process!.WaitForExitAsync().WaitAsync(StartWithin);
        return _process.ExitCode;
    }

    /// <summary>Begins a life and does not wait.</summary>
    public void Begin()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "DynamoKv.Web.dll"), "node", $"--id={id}", $"--port={Address.Port}", .. Words])
            start.ArgumentList.Add(word);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;

        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _said.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends it without a word, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        IsUp = false;
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM); gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        IsUp = false;
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
        return _process.ExitCode;
    }

    /// <summary>Freezes it (SIGSTOP).</summary>
    public async Task PauseAsync()
    {
        IsUp = false;
        await SignalAsync("STOP");
    }

    /// <summary>Lets it go on (SIGCONT).</summary>
    public async Task ResumeAsync()
    {
        await SignalAsync("CONT");
        IsUp = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            running.WaitForExit(5_000);
        }

        _process?.Dispose();
    }

    private static Uri AddressOf(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task ReadyAsync(Process process)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var watch = Stopwatch.StartNew();
        while (await looks.WaitForNextTickAsync())
        {
            if (process.HasExited || watch.Elapsed > StartWithin)
                throw new InvalidOperationException($"{id} did not get ready ({(process.HasExited ? $"exit code {process.ExitCode}" : "no answer")}):\n{_said}");

            if (await IsReadyAsync(client))
                return;
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
