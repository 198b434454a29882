releasePipeline {
    variables { string 'REGION' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
        stage('Build') {
            build('Package') { commands 'make COMMIT=#{App.CommitID}'; exports 'APP_VERSION'; namespace 'Package' }
        }
        stage('Approve') {
            approval('ShipIt') {
                message 'Ship #{Package.VERSION} to #{variables.REGOIN} in #{codepipeline.ExecutionId}?'
            }
        }
    }
}
