"""What a meeting works with and leaves behind: agendas, agreement, barriers and actions."""
