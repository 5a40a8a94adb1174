using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes the states that a grain's constructor declares.</summary>
internal static class PersistentStateFactory
{
    private static readonly MethodInfo CreateMethod = typeof(PersistentStateFactory).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The function that makes a parameter's state for an activation.</summary>
    public static Func<Activation, object> For(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} has [PersistentState]: let it be an IPersistentState<T>, not {type}.");
        }

        var declared = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var name = string.IsNullOrEmpty(declared.StateName) ? parameter.Name! : declared.StateName;
        var create = CreateMethod.MakeGenericMethod(type.GenericTypeArguments).CreateDelegate<Func<Activation, string, string?, object>>();
        return activation => create(activation, name, declared.StorageName);
    }

    private static PersistentState<TState> Create<TState>(Activation activation, string stateName, string? storageName)
    {
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? activation.ActivationServices.GetService<IGrainStorage>()
            : activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName);
        return storage is not null
            ? new PersistentState<TState>(activation, stateName, storage)
            : throw new OrleansConfigurationException(
                $"No {(storageName is null ? "default storage" : $"storage named \"{storageName}\"")} for state \"{stateName}\" of {activation.GrainId}: add one with AddGrainStorage.");
    }
}
