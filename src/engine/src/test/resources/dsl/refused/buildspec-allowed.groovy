releasePipeline {
    variables { string 'SECRET', defaultValue: '/shop/token' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { input 'AppSource'; buildspec secrets: ['/shop/*', '#{variables.SECRET}'] }
        }
    }
}
