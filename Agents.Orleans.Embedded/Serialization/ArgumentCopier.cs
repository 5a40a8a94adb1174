using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Orleans.Runtime;

/// <summary>Copies what crosses between grains through JSON: for tests, to find what is shared by accident or cannot travel.</summary>
internal sealed class ArgumentCopier
{
    private readonly JsonSerializerOptions _json = new() { IncludeFields = true };

    public TArguments CopyArguments<TArguments>(GrainMethod method, TArguments arguments)
        where TArguments : struct
    {
        if (method.Parameters.Length == 0)
        {
            return arguments;
        }

        var tuple = (ITuple)arguments;
        var copies = method.Parameters.Select((parameter, index)
            => parameter.IsDefined(typeof(ImmutableAttribute), inherit: false) ? tuple[index] : Copy(tuple[index], $"Argument '{parameter.Name}' of {method}"));
        return (TArguments)Activator.CreateInstance(typeof(TArguments), [.. copies])!;
    }

    public T Copy<T>(T value) => (T)Copy(value, $"Result of type {typeof(T)}")!;

    public bool TryCopy<T>(T value, out T copy, [NotNullWhen(false)] out Exception? error)
    {
        try
        {
            copy = Copy(value);
            error = null;
            return true;
        }
        catch (NotSupportedException cannotTravel)
        {
            copy = value;
            error = cannotTravel;
            return false;
        }
    }

    private object? Copy(object? value, string what)
    {
        if (value is null or string or CancellationToken or GrainReference or GrainId or Nothing || value.GetType() is { IsPrimitive: true }
            || value.GetType().IsDefined(typeof(ImmutableAttribute), inherit: false))
        {
            return value;
        }

        if (value is IGrainBase)
        {
            throw new NotSupportedException($"{what} is a grain itself: pass grain.AsReference<TInterface>() instead.");
        }

        try
        {
            return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), _json), value.GetType(), _json);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new NotSupportedException($"{what} cannot be copied through JSON ({value.GetType()}): {error.Message}", error);
        }
    }
}
