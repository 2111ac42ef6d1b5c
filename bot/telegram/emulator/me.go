package emulator

// getMe tells the bot who it is and whether privacy mode hides messages from it.
func (s *Server) getMe(*call) (any, error) {
	return struct {
		*user
		CanJoinGroups   bool `json:"can_join_groups"`
		ReadsAll        bool `json:"can_read_all_group_messages"`
		SupportsInline  bool `json:"supports_inline_queries"`
		ConnectBusiness bool `json:"can_connect_to_business"`
		HasMainWebApp   bool `json:"has_main_web_app"`
	}{user: s.bot, CanJoinGroups: true, ReadsAll: s.opt.PrivacyOff}, nil
}
